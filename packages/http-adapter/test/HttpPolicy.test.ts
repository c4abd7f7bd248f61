import { readFileSync } from "node:fs"
import {
  HttpPolicy,
  type HttpPolicyInput,
  HttpThreadRepository,
  httpPolicyConfig,
  InvalidHttpSettings,
  settingName,
} from "@customer-threads/http-adapter"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Duration, Effect, Layer, Schema, String as Str } from "effect"
import { policyTable } from "../../../scripts/policyTable.ts"
import { credentials } from "./faults/canaries.ts"

const { millis, minutes, seconds, hours } = Duration

const defaults: HttpPolicy = {
  attempts: 3,
  backoff: millis(100),
  rateLimitBackoff: seconds(1),
  maxBackoff: seconds(5),
  attemptTimeout: seconds(10),
  overallTimeout: seconds(30),
  maxBodyBytes: 8 * 1024 * 1024,
  concurrency: 8,
  retryBudget: 10,
  checkResponses: true,
  identifiersInSpans: false,
}

/** The least and the greatest value of each option, each with its text, and the texts of values that are refused. */
const bounds = {
  attempts: { least: [1, "1"], most: [10, "10"], refused: ["0", "11", "1.5", "many", "-1"] },
  backoff: { least: [millis(0), "0s"], most: [minutes(1), "1m"], refused: ["60001ms", "-1s", "soon", "5"] },
  rateLimitBackoff: { least: [millis(0), "0s"], most: [minutes(1), "1m"], refused: ["61 seconds"] },
  maxBackoff: { least: [millis(0), "0s"], most: [minutes(5), "5m"], refused: ["301s"] },
  attemptTimeout: { least: [millis(0), "0s"], most: [hours(1), "1h"], refused: ["3601s", "Infinity"] },
  overallTimeout: { least: [millis(0), "0s"], most: [hours(1), "1h"], refused: ["2 days"] },
  maxBodyBytes: { least: [0, "0"], most: [1024 ** 3, "1073741824"], refused: ["1073741825", "-1"] },
  concurrency: { least: [1, "1"], most: [1_000, "1000"], refused: ["0", "1001"] },
  retryBudget: { least: [0, "0"], most: [1_000, "1000"], refused: ["1001"] },
  checkResponses: { least: [false, "false"], most: [true, "true"], refused: ["perhaps", "2", "TRUE"] },
  identifiersInSpans: { least: [false, "no"], most: [true, "yes"], refused: ["perhaps", "2", "TRUE"] },
} as const
const options = Object.keys(bounds) as ReadonlyArray<keyof typeof bounds>

const fromEnv = (env: Record<string, string>) =>
  Effect.provide(httpPolicyConfig, ConfigProvider.layer(ConfigProvider.fromEnv({ env })))

const build = (policy: HttpPolicyInput) =>
  Layer.build(
    Layer.provide(
      HttpThreadRepository.layer({ baseUrl: "https://api.example.test", credentials, ...policy }),
      NodeHttpClient.layerUndici,
    ),
  )

describe("the policy", () => {
  it("has a default for every option, for an absent one and for undefined", () => {
    const decode = Schema.decodeSync(HttpPolicy)
    assert.deepStrictEqual(decode({}), defaults)
    assert.deepStrictEqual(decode(Object.fromEntries(options.map((option) => [option, undefined]))), defaults)
    assert.sameMembers(Object.keys(HttpPolicy.fields), [...options])
  })

  it("has a description and a sentence of its values for every option", () => {
    for (const schema of Object.values(HttpPolicy.fields)) {
      const { description, expected } = Schema.resolveAnnotations(schema) ?? {}
      assert.match(description ?? "", /^\w.*[^.]$/)
      assert.match(expected ?? "", /^(a whole number|a duration) from .* to |^true or false$/)
    }
  })

  it("has a doc comment of its description, values and default for every option", () => {
    const source = readFileSync(new URL("../src/HttpPolicy.ts", import.meta.url), "utf8")
    const comments = [...source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+): option\(/g)].map(
      ([, comment = "", option]) => [option, comment.replace(/\s+(\*\s)?\s*/g, " ").trim()],
    )
    assert.deepStrictEqual(
      comments,
      policyTable.map(({ description, expected, fallback, option }) => [
        option,
        `${Str.capitalize(description)}. ${Str.capitalize(expected)}. Default: ${fallback}.`,
      ]),
    )
  })

  it.effect.each(options)("accepts both bounds of %s, from a program and from its setting", (option) =>
    Effect.gen(function* () {
      for (const [value, text] of [bounds[option].least, bounds[option].most]) {
        assert.deepStrictEqual(Schema.decodeSync(HttpPolicy)({ [option]: value })[option], value)
        assert.deepStrictEqual((yield* fromEnv({ [settingName(option)]: text }))[option], value)
      }
    }),
  )

  it.effect.each(options)("refuses the wrong texts of %s, naming its setting and no value", (option) =>
    Effect.gen(function* () {
      const { expected } = Schema.resolveAnnotations(HttpPolicy.fields[option]) ?? {}
      for (const text of bounds[option].refused) {
        const { message } = yield* Effect.flip(fromEnv({ [settingName(option)]: text }))
        assert.strictEqual(message, `SchemaError(Expected ${expected}\n  at ["${settingName(option)}"])`)
      }
    }),
  )

  it.live.each(options)("makes a layer refuse a wrong %s with the option and what is expected", (option) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(build({ [option]: "canary" }))
      const { expected } = Schema.resolveAnnotations(HttpPolicy.fields[option]) ?? {}
      assert.deepStrictEqual(error, new InvalidHttpSettings({ option, expected: String(expected) }))
      assert.strictEqual(error.message, `${option}: expected ${expected}`)
    }),
  )

  it.effect("is read from the settings of its options, the longer names of others aside", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* fromEnv({}), defaults)
      const env = {
        THREADS_ATTEMPTS: "2",
        THREADS_RATE_LIMIT_BACKOFF: "2 seconds",
        THREADS_MAX_BODY_BYTES: "0",
        THREADS_IDENTIFIERS_IN_SPANS: "on",
        THREADS_CONCURRENCY_OF_OTHERS: "x",
      }
      assert.deepStrictEqual(yield* fromEnv(env), {
        ...defaults,
        attempts: 2,
        rateLimitBackoff: seconds(2),
        maxBodyBytes: 0,
        identifiersInSpans: true,
      })
    }),
  )

  it("decodes to itself", () => {
    assert.deepStrictEqual(Schema.decodeSync(HttpPolicy)(defaults), defaults)
  })
})
