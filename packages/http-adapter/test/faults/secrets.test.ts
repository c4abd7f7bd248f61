import { inspect } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, Logger, Metric, References, Tracer } from "effect"
import { rawServer } from "../../../../test/support/rawServer.ts"
import { bodyFaults } from "./bodyFaults.ts"
import { assertNoCanary } from "./canaries.ts"
import { connectionFaults } from "./connectionFaults.ts"
import type { Fault } from "./Fault.ts"
import { query } from "./goodAnswer.ts"
import { repositoryOver } from "./repositoryOver.ts"
import { statusFaults } from "./statusFaults.ts"
import { tallyOf } from "./tally.ts"

const tally = tallyOf("secrets")

/** Calls once with everything recorded that a program could export: spans, metrics, and logs at every level. */
const observed = Effect.fnUntraced(function* (fault: Fault) {
  const spans: Array<Tracer.NativeSpan> = []
  const logs: Array<string> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    },
  })
  const logger = Logger.make((options) => {
    logs.push(Logger.formatJson.log(options), inspect(Logger.formatStructured.log(options), { depth: 12 }))
  })
  const server = yield* rawServer(fault.misbehave)
  const baseUrl = fault.baseUrl === undefined ? server.baseUrl : yield* fault.baseUrl
  const metrics = yield* Effect.gen(function* () {
    const repository = yield* repositoryOver({ ...fault.settings, baseUrl })
    const exit = yield* Effect.exit(repository.list(query))
    if (Exit.isFailure(exit)) yield* Effect.logError("failed", exit.cause)
    yield* Effect.logTrace("the end")
    return yield* Metric.snapshot
  }).pipe(
    Effect.withSpan("caller"),
    Effect.provideService(Metric.MetricRegistry, new Map()),
    Effect.provideService(References.MinimumLogLevel, "All"),
    Effect.provide(Logger.layer([logger])),
    Effect.provideService(Tracer.Tracer, tracer),
  )
  return { spans, metrics, logs }
})

/** A span as an exporter sees it: its parents are in the list themselves, and of what it came to only why it failed. */
const exported = ({ attributes, events, links, name, status }: Tracer.NativeSpan): string => {
  const cause = status._tag === "Ended" && Exit.isFailure(status.exit) ? status.exit.cause : undefined
  const parts = { attributes, events, links, name, cause, printed: cause === undefined ? "" : Cause.pretty(cause) }
  return inspect(parts, { depth: 12, showHidden: true })
}

const faults = [...connectionFaults, ...bodyFaults, ...statusFaults.filter((_, at) => at % 3 === 0)].filter(
  ({ slow }) => slow !== true,
)

describe("spans, metrics and logs of a call hold no credential", () => {
  it.live.each(faults.map((fault) => [fault.name, fault] as const))("%s", ([, fault]) =>
    Effect.gen(function* () {
      tally.tried += 1
      const { logs, metrics, spans } = yield* observed(fault)
      const names = spans.map(({ name }) => name)
      assert.include(names, "HttpThreadRepository.list")
      assert.include(names, "HttpThreadRepository.attempt")
      assert.isNotEmpty(logs)
      assert.include(
        metrics.map(({ id }) => id),
        "threads.client.attempts",
      )
      tally.leaks += 1
      for (const text of [...spans.map(exported), ...logs, inspect(metrics, { depth: 12, showHidden: true })]) {
        assertNoCanary(text)
        assert.notInclude(text, "department-1")
      }
      tally.leaks -= 1
      tally.asSpecified += 1
    }),
  )
})
