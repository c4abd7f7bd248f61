import { readFileSync } from "node:fs"
import { CustomerUuid, DepartmentUuid, ThreadId, ThreadRepository, UserUuid } from "@customer-threads/domain"
import { thread, type Verification, verifiableLaws, verify } from "@customer-threads/domain/testing"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { InMemoryThreadRepository, parseThreads } from "@customer-threads/in-memory-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Layer, Redacted } from "effect"
import { http, rawServer } from "./support/rawServer.ts"
import { runThreads } from "./support/runThreads.ts"
import { wrongAdapters } from "./support/wrongAdapters.ts"

const credentials = { username: Redacted.make("u"), password: Redacted.make("p") }
const samples = readFileSync(new URL("../examples/sample-threads.ndjson", import.meta.url), "utf8")
const scope = { departmentUuid: DepartmentUuid.make("department-1"), customerUuid: CustomerUuid.make("customer-1") }

/** A stand-in over a socket in front of a repository, and how often it was asked. */
const standIn = Effect.fnUntraced(function* <E>(repository: Layer.Layer<ThreadRepository, E>) {
  let asked = 0
  const counting = Layer.effect(
    ThreadRepository,
    Effect.map(ThreadRepository, ({ list }) =>
      ThreadRepository.of({
        list: (query) =>
          Effect.andThen(
            Effect.sync(() => {
              asked += 1
            }),
            list(query),
          ),
      }),
    ),
  ).pipe(Layer.provide(repository))
  const server = yield* Layer.build(Layer.provide(StandInServer.layer({ port: 0 }), counting))
  const baseUrl = yield* Effect.provide(StandInServer.baseUrl, server)
  const client = Layer.provide(HttpThreadRepository.layer({ baseUrl, credentials }), NodeHttpClient.layerUndici)
  return { baseUrl, client, asked: () => asked }
})

const verdicts = (verifications: ReadonlyArray<Verification>) =>
  Object.fromEntries(verifications.map(({ law, verdict }) => [law.name, verdict._tag]))

/** Threads of a customer that can decide every law, among others. */
const decisive = Effect.map(Arbitrary.sampleEffect(thread, { count: 60, seed: "decisive" }), (drafts) =>
  drafts.map((draft, at) => ({ ...draft, id: ThreadId.make(at * 5 + 1) })),
)

const names = verifiableLaws.map(({ name }) => name)
const liveFaults = wrongAdapters.filter(({ law }) => names.includes(law))

describe("verify", () => {
  it.live("finds that every law which the samples can decide holds of the stand-in, with at most 40 requests", () =>
    Effect.gen(function* () {
      const { asked, client } = yield* standIn(InMemoryThreadRepository.layer(yield* parseThreads(samples)))
      const sample = {
        departmentUuid: DepartmentUuid.make("service-department"),
        customerUuid: CustomerUuid.make("customer-01"),
      }
      const found = verdicts(yield* Effect.provide(verify(sample), client))
      assert.deepStrictEqual(found, Object.fromEntries(names.map((name) => [name, "Holds"])))
      assert.isAtMost(asked(), 40)
    }),
  )

  it.live.each(liveFaults)(
    "reports of a stand-in in which $fault that $law is broken, and shows it",
    ({ holding, law }) =>
      Effect.gen(function* () {
        const { asked, client } = yield* standIn(holding(yield* decisive))
        const found = yield* Effect.provide(verify(scope), client)
        assert.strictEqual(verdicts(found)[law], "Broken")
        const broken = found.find((one) => one.law.name === law)
        assert.isAtLeast(broken?.exchanges.length ?? 0, 1)
        assert.isAtMost(broken?.exchanges.length ?? 0, 2)
        assert.isAtMost(asked(), 40)
      }),
  )

  it.live("cannot tell from no threads, or from one, and says what it needs", () =>
    Effect.gen(function* () {
      const [one] = yield* decisive
      for (const held of [[], [{ ...one!, ...scope }]]) {
        const { client } = yield* standIn(InMemoryThreadRepository.layer(held))
        const found = yield* Effect.provide(verify(scope), client)
        assert.isEmpty(found.filter(({ verdict }) => verdict._tag === "Broken"))
        const order = found.find(({ law }) => law.name === "order")
        assert.deepStrictEqual(order?.verdict, { _tag: "Undecided", needed: "two threads with different instants" })
      }
    }),
  )

  it.live("fails, and breaks no law, when the service cannot be asked", () =>
    Effect.gen(function* () {
      const locked = yield* Layer.build(
        Layer.provide(StandInServer.layer({ port: 0, credentials }), InMemoryThreadRepository.layer()),
      )
      const lockedUrl = yield* Effect.provide(StandInServer.baseUrl, locked)
      const wrong = HttpThreadRepository.layer({
        baseUrl: lockedUrl,
        credentials: { ...credentials, password: Redacted.make("x") },
      })
      const error = yield* Effect.flip(Effect.provide(verify(scope), Layer.provide(wrong, NodeHttpClient.layerUndici)))
      assert.strictEqual(error._tag === "ThreadRepositoryError" && error.reason._tag, "Unauthenticated")
    }),
  )
})

describe("threads verify", () => {
  const run = (baseUrl: string, ...args: ReadonlyArray<string>) =>
    runThreads(
      [
        "verify",
        "--department",
        scope.departmentUuid,
        "--customer",
        scope.customerUuid,
        "--base-url",
        baseUrl,
        ...args,
      ],
      {
        env: { THREADS_USERNAME: "u", THREADS_PASSWORD: "p" },
      },
    )
  const wrong = (fault: string) => liveFaults.find((one) => one.fault === fault)!

  it.live("prints a line a law, and ends with 0 where all hold", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* standIn(InMemoryThreadRepository.layer(yield* decisive))
      const { code, stderr, stdout } = yield* run(baseUrl)
      assert.deepStrictEqual([code, stderr], [0, ""])
      const lines = stdout.trimEnd().split("\n")
      assert.match(lines[0]!, /^LAW +STANDING +VERDICT$/)
      assert.deepStrictEqual(
        lines.slice(1).map((line) => line.split(/ {2,}/)[0]),
        names,
      )
      for (const line of lines.slice(1)) assert.match(line, / (documented|assumed) +holds$/)
    }),
  )

  it.live("ends with 4 where a documented law is broken, and shows the question and the answer", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* standIn(wrong("isClosed: false is taken for absent").holding(yield* decisive))
      const { code, stderr, stdout } = yield* run(baseUrl)
      assert.strictEqual(code, 4)
      assert.strictEqual(
        stderr,
        "threads: The service breaks what its page documents: filter soundness; tell the vendor, with the questions and answers that show it.\n",
      )
      assert.match(
        stdout,
        /^filter soundness +documented +broken +threads that do not equal a filter were listed\n {4}department department-1, customer customer-1, \{"isClosed":false\}: \d+ threads \[-?\d+, /m,
      )
    }),
  )

  it.live("ends with 0 where only an assumption is broken, and says so, in JSON too", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* standIn(wrong("missing values are last in both directions").holding(yield* decisive))
      const { code, stderr, stdout } = yield* run(baseUrl, "--format", "json")
      assert.deepStrictEqual([code, stderr], [0, ""])
      const report = JSON.parse(stdout) as ReadonlyArray<Record<string, unknown>>
      const broken = report.filter(({ verdict }) => verdict === "broken")
      assert.deepStrictEqual(
        broken.map(({ law, standing }) => [law, standing]),
        [
          ["missing smallest", "assumed"],
          ["reversal", "assumed"],
        ],
      )
      assert.containsAllKeys(broken[0], ["statement", "because", "exchanges"])
    }),
  )

  it.live("asks no question twice of a service that is failing: it promises at most 40 requests", () =>
    Effect.gen(function* () {
      const server = yield* rawServer((socket) => socket.write(http(503, "")))
      const { code, stderr } = yield* run(server.baseUrl)
      assert.strictEqual(code, 5)
      assert.include(stderr, "after 1 attempt")
      assert.lengthOf(server.requests, 1)
    }),
  )

  it.live("prints JSON that is safe to print, whatever an assignee is called", () =>
    Effect.gen(function* () {
      const unassigned = yield* decisive
      const held = unassigned.map((one) => ({ ...one, userUuid: UserUuid.make("a\u202e\u0085") }))
      const { baseUrl } = yield* standIn(wrong("isClosed: false is taken for absent").holding(held))
      const { stdout } = yield* run(baseUrl, "--format", "json")
      assert.notMatch(stdout.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    }),
  )

  it.live("sends nothing when it is used wrongly, or has no credentials", () =>
    Effect.gen(function* () {
      const { asked, baseUrl } = yield* standIn(InMemoryThreadRepository.layer())
      assert.strictEqual((yield* run(baseUrl, "--customer", "..")).code, 2)
      assert.strictEqual(
        (yield* runThreads(["verify", "--department", "d", "--customer", "c/", "--base-url", baseUrl])).code,
        2,
      )
      assert.strictEqual(
        (yield* runThreads(["verify", "--department", "d", "--customer", "c", "--base-url", baseUrl])).code,
        3,
      )
      assert.strictEqual(asked(), 0)
    }),
  )
})
