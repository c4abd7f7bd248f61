import { type ThreadList, ThreadRepository, type ThreadRepositoryError } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { assert } from "@effect/vitest"
import { Context, Effect, Exit, Layer, Result, Scope } from "effect"
import * as Cause from "effect/Cause"
import type * as HttpClient from "effect/http/HttpClient"
import { cases } from "../../../../test/support/depth.ts"
import { rawServer } from "../../../../test/support/rawServer.ts"
import { responseBytes } from "../../../../test/support/responseBytes.ts"
import { assertNoCanary, credentials, everythingPrintedOf } from "./canaries.ts"
import type { Fault } from "./Fault.ts"
import { goodThreads, query } from "./goodAnswer.ts"
import { inUse, shippedTransport } from "./shippedTransport.ts"
import type { Tally } from "./tally.ts"
import { within1Second } from "./within1Second.ts"

/** Waits are short, so that a suite of hundreds of faults ends soon, and nothing but the fault decides. */
export const patience = {
  credentials,
  attempts: 3,
  backoff: "2 millis",
  rateLimitBackoff: "2 millis",
  attemptTimeout: "5 seconds",
  overallTimeout: "20 seconds",
  retryBudget: 1_000,
} as const

/** The reason's tag, with its detail and status where it has them. */
export const summary = ({ reason }: ThreadRepositoryError): string =>
  [reason._tag, "detail" in reason ? reason.detail : undefined, "status" in reason ? reason.status : undefined]
    .filter((part) => part !== undefined)
    .join(" ")

/** The error in an exit; a defect or an interruption fails the test. */
export const errorOf = (cause: Cause.Cause<ThreadRepositoryError>): ThreadRepositoryError => {
  const error = Cause.findError(cause)
  if (Result.isFailure(error)) assert.fail(`a defect: ${Cause.pretty(cause)}`)
  return error.success
}

/** Compares the outcome of a call with its fault, and searches everything printed of it for credentials. */
const judge = Effect.fnUntraced(function* (
  exit: Exit.Exit<ThreadList, ThreadRepositoryError>,
  requests: number,
  { fault, tally }: { readonly fault: Fault; readonly tally: Tally },
) {
  tally.tried += 1
  if (Exit.isSuccess(exit)) {
    assert.strictEqual("accepted", fault.expected)
    assert.deepStrictEqual(exit.value.threads, goodThreads)
    assert.isAtMost(requests, fault.attempts)
  } else {
    const error = errorOf(exit.cause)
    assert.strictEqual(summary(error), fault.expected)
    assert.strictEqual(error.attempts, fault.attempts)
    if (fault.baseUrl === undefined) assert.strictEqual(requests, fault.requests ?? fault.attempts)
    tally.leaks += 1
    for (const text of yield* everythingPrintedOf(exit.cause)) assertNoCanary(text)
    tally.leaks -= 1
  }
  tally.asSpecified += 1
})

/** Meets a fault through one layer, three times in CI, and then once the service as it should be. */
const meet = Effect.fnUntraced(function* (
  fault: Fault,
  tally: Tally,
  afterEach: () => Effect.Effect<void> = () => Effect.void,
) {
  let broken = true
  const server = yield* rawServer((socket, request, count) => {
    if (broken) fault.misbehave(socket, request, count)
    else socket.write(responseBytes(200, '{"customerThreads":[]}'))
  })
  const baseUrl = fault.baseUrl === undefined ? server.baseUrl : yield* fault.baseUrl
  const layer = HttpThreadRepository.layer({ ...patience, ...fault.settings, baseUrl, concurrency: 1 })
  const repository = Context.get(yield* Layer.build(layer), ThreadRepository)
  for (let time = 0; time < cases(1, 3); time += 1) {
    const before = server.requests.length
    const start = performance.now()
    const exit = yield* Effect.exit(repository.list(query))
    assert.isBelow(performance.now() - start, 60_000)
    yield* judge(exit, server.requests.length - before, { fault, tally })
    yield* afterEach()
  }
  broken = false
  if (fault.baseUrl === undefined) assert.lengthOf((yield* repository.list(query)).threads, 0)
  return server.sockets
})

/** No socket of a server is open a second after a layer was closed. */
const noneLeft = (sockets: ReadonlySet<unknown>, tally: Tally) =>
  within1Second("all sockets are gone once the layer is closed", () => sockets.size === 0).pipe(
    Effect.ensuring(Effect.sync(() => (tally.socketsLeft += sockets.size))),
  )

/**
 * Meets a fault over the shipped transport: each time the outcome and the number of requests are as specified, nothing
 * printed has a credential, and no connection stays in use. After the layer closed, no connection is left.
 */
export const runFault = Effect.fnUntraced(function* (fault: Fault, tally: Tally) {
  const outer = yield* Effect.scope
  const sockets = yield* Effect.scoped(
    Effect.gen(function* () {
      const used = yield* inUse
      const idle = () => within1Second("every connection of a call is closed or idle", () => used() === 0)
      return yield* Scope.provide(meet(fault, tally, idle), outer)
    }).pipe(Effect.provide(shippedTransport)),
  )
  yield* noneLeft(sockets, tally)
})

/** Meets a fault over a client whose connections outlive the layer. */
export const runFaultOver = <E>(
  client: Layer.Layer<HttpClient.HttpClient, E>,
  fault: Fault,
  tally: Tally,
): Effect.Effect<void, unknown, Scope.Scope> => Effect.asVoid(Effect.provide(meet(fault, tally), client))
