import { UserUuid } from "@customer-threads/domain"
import { laws } from "@customer-threads/domain/testing"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { decisive, standIn } from "../../../../../test/support/standIn.ts"
import { wrongAdapters } from "../../../../../test/support/wrongAdapters.ts"
import { canaries, run } from "../../../test/support/inProcess.ts"
import { json, recordedHttp } from "../../../test/support/recordedHttp.ts"
import { transport } from "../../service/transport.ts"

const scope = ["--department", "department-1", "--customer", "customer-1"]
const verify = (baseUrl: string, ...args: ReadonlyArray<string>) =>
  run(["verify", ...scope, "--base-url", baseUrl, ...args], { env: canaries, http: transport })

/** The laws that need all threads of the repository, or a write. */
const needThreads = ["filter completeness", "fidelity", "truncation marked", "freshness"]

/** The adapter that breaks the law in this way. */
const wrong = (fault: string) => wrongAdapters.find((one) => one.fault === fault) ?? assert.fail(fault)

describe("threads verify", () => {
  it.live("prints a line a law, and ends with 0 if all hold", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* standIn(InMemoryThreadRepository.layer(yield* decisive))
      const { exitCode, stderr, stdout } = yield* verify(baseUrl)
      assert.deepStrictEqual([exitCode, stderr], [0, ""])
      const [head = "", ...rest] = stdout.trimEnd().split("\n")
      const lines = rest.slice(0, -2)
      assert.strictEqual(rest.at(-1), `${lines.length} laws hold, 0 are broken, 0 are undecided.`)
      assert.match(head, /^LAW +SOURCE +VERDICT$/)
      assert.deepStrictEqual(
        lines.map((line) => line.split(/ {2,}/)[0]),
        laws.map(({ name }) => name).filter((name) => !needThreads.includes(name)),
      )
      for (const line of lines) assert.match(line, / (documented|assumed) +holds$/)
    }),
  )

  it.live("ends with 4 if a documented law is broken, and prints the query and the response", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* standIn(wrong("isClosed: false is taken for absent").holding(yield* decisive))
      const { exitCode, stderr, stdout } = yield* verify(baseUrl)
      assert.strictEqual(exitCode, 4)
      assert.match(stderr, /^threads: [^\n]*filter soundness[^\n]*\n$/)
      assert.match(
        stdout,
        /^filter soundness +documented +broken +[^\n]+\n {4}department department-1, customer customer-1, \{"isClosed":false\}: \d+ threads \[-?\d+, /m,
      )
    }),
  )

  it.live("ends with 0 if only an assumption is broken, and reports it, in JSON too", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* standIn(wrong("missing values are last in both directions").holding(yield* decisive))
      const { exitCode, stderr, stdout } = yield* verify(baseUrl, "--format", "json")
      assert.deepStrictEqual([exitCode, stderr], [0, ""])
      const report = JSON.parse(stdout) as ReadonlyArray<Record<string, unknown>>
      const broken = report.filter(({ verdict }) => verdict === "broken")
      assert.deepStrictEqual(
        broken.map(({ law, source }) => [law, source]),
        [
          ["missing smallest", "assumed"],
          ["reversal", "assumed"],
        ],
      )
      assert.containsAllKeys(broken[0], ["statement", "because", "exchanges"])
    }),
  )

  const strict: ReadonlyArray<readonly [string, number, number, string]> = [
    ["missing values are last in both directions", 0, 4, "assumed laws: missing smallest, reversal"],
    ["the limit comes before the sort", 0, 4, "assumed laws: limit is a prefix"],
    ["isClosed: false is taken for absent", 4, 4, "documented laws: filter soundness; assumed laws: "],
  ]
  it.live.each(strict)(
    "ends with %2$d, and with %3$d if --strict is given, if %1$s",
    ([fault, code, strictCode, named]) =>
      Effect.gen(function* () {
        const { baseUrl } = yield* standIn(wrong(fault).holding(yield* decisive))
        const relaxed = yield* verify(baseUrl)
        assert.strictEqual(relaxed.exitCode, code)
        const { exitCode, stderr, stdout } = yield* verify(baseUrl, "--strict")
        assert.strictEqual(exitCode, strictCode)
        assert.include(stderr, `threads: The service breaks ${named}`)
        assert.strictEqual(stdout, relaxed.stdout)
        assert.match(stdout, /^\d+ laws hold, (1 is|\d+ are) broken, (1 is|\d+ are) undecided\.\n$/m)
      }),
  )

  it.live("ends with 0 with --strict if no law is broken, and with laws that are undecided", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* standIn(InMemoryThreadRepository.layer([]))
      const { exitCode, stderr, stdout } = yield* verify(baseUrl, "--strict")
      assert.deepStrictEqual([exitCode, stderr], [0, ""])
      assert.match(
        stdout.trimEnd().split("\n").at(-1) ?? "",
        /^\d+ laws? holds?, 0 are broken, [1-9]\d* are undecided\.$/,
      )
    }),
  )

  it.live("prints JSON that is safe to print, whatever an assignee is called", () =>
    Effect.gen(function* () {
      const held = (yield* decisive).map((one) => ({ ...one, userUuid: UserUuid.make("a\u202e\u0085") }))
      const { baseUrl } = yield* standIn(wrong("isClosed: false is taken for absent").holding(held))
      const { stdout } = yield* verify(baseUrl, "--format", "json")
      assert.notMatch(stdout.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    }),
  )

  it.effect("sends each query once to a service that fails: it promises at most 40 requests", () =>
    Effect.gen(function* () {
      const { layer, requests } = recordedHttp(() => json("", 503))
      const { exitCode, stderr } = yield* run(["verify", ...scope], { env: canaries, http: layer })
      assert.strictEqual(exitCode, 5)
      assert.match(stderr, /^threads: [^\n]*\b1 attempt\b/)
      assert.lengthOf(requests, 1)
    }),
  )

  it.effect.each([
    ["an invalid customer", ["--department", "d", "--customer", "c/"], canaries, 2],
    ["two customers", [...scope, "--customer", ".."], canaries, 2],
    ["no credentials", scope, {}, 3],
  ] as const)("sends nothing with %s", ([, args, env, code]) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* run(["verify", ...args], { env })).exitCode, code)
    }),
  )
})
