import { Arbitraries } from "@customer-threads/domain/testing"
import { decodeThreads, encodeThread, InvalidThreads, parseThreads } from "@customer-threads/http-api"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Result } from "effect"
import { cases } from "../../../test/support/depth.ts"

const json = (id: number) => ({ id, archived: false, closed: false, departmentUuid: "d", customerUuid: "c" })
const line = (id: number) => JSON.stringify(json(id))
/** A line whose thread has another value in a field. */
const lineWith = (field: string, value: unknown) => JSON.stringify({ ...json(1), [field]: value })

const parseError = (text: string) =>
  Effect.map(Effect.flip(parseThreads(text)), (error) => {
    assert.instanceOf(error, InvalidThreads)
    assert.notInclude(error.message, "\n")
    return error
  })

/** 50 million characters in CI. */
const long = "x".repeat(cases(5_000_000, 50_000_000))
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth)
const notJson = "expected JSON: an array of threads, one thread per line, or a saved response"

describe("parseThreads", () => {
  it.effect.prop(
    "reads the same threads from an array, from lines and from a saved response",
    [Arbitraries.threads],
    ([given]) =>
      Effect.gen(function* () {
        const jsons = given.map(encodeThread)
        const lines = jsons.map((one) => JSON.stringify(one))
        const texts = [
          JSON.stringify(jsons),
          JSON.stringify(jsons, null, 2),
          `\uFEFF${JSON.stringify(jsons)}`,
          lines.join("\n"),
          `\uFEFF${lines.join("\r\n\r\n")}\r\n`,
          JSON.stringify({ customerThreads: jsons, requestUUID: "r", errors: [], warnings: [] }),
          JSON.stringify({ errors: [], warnings: [{ customerThreads: [[]] }], customerThreads: jsons }, null, 2),
        ]
        for (const text of texts) assert.deepStrictEqual(yield* parseThreads(text), given)
      }),
  )

  it.effect("reads nothing from an empty text, and one thread from one object", () =>
    Effect.gen(function* () {
      for (const text of ["", "\n \n", "\uFEFF", "[]", '{"customerThreads": []}']) {
        assert.deepStrictEqual(yield* parseThreads(text), [])
      }
      assert.lengthOf(yield* parseThreads(JSON.stringify(json(1), null, 2)), 1)
    }),
  )

  const cases: ReadonlyArray<readonly [what: string, text: string, message: string]> = [
    [
      "a bad field on the third line",
      `${line(1)}\n\n${lineWith("archived", "no")}\n`,
      "line 3: archived: expected boolean",
    ],
    [
      "two bad fields on a line",
      '{"id":1,"archived":0}',
      "line 1: archived: expected boolean; closed: expected a value",
    ],
    ["a line that is not JSON", `${line(1)}\n{"id":\n${line(2)}`, "line 2: expected a thread as JSON"],
    ["a line that is not an object", `${line(1)}\n7`, "line 2: expected object"],
    ["a line that is an array", `${line(1)}\n[${line(2)}]`, "line 2: expected object"],
    ["a bad field before a line that is not JSON", `${lineWith("closed", 0)}\n{`, "line 1: closed: expected boolean"],
    [
      "an id that is there already",
      `${line(1)}\n${line(2)}\n${line(1)}`,
      "line 3: id: expected another id than that of line 1",
    ],
    ["an id again, and then no JSON", `${line(1)}\n${line(1)}\n{`, "line 2: id: expected another id"],
    ["no JSON, and then an id again", `${line(1)}\n{\n${line(1)}`, "line 2: expected a thread as JSON"],
    [
      "an id again among others",
      [3, 1, 2, 3, 1].map(line).join("\n"),
      "line 4: id: expected another id than that of line 1",
    ],
    ["a bad single thread over several lines", '\n\n{\n"id": 1}', "line 3: archived: expected a value"],
    [
      "an id that a number cannot hold",
      line(1).replace('"id":1', '"id":9007199254740993'),
      "line 1: id: expected a whole number that can be held exactly, up to 9007199254740991",
    ],
    ["an array cut short", `[\n${line(1)},\n${line(2)}`, `line 3, column ${line(2).length + 1}: ${notJson}`],
    ["an array cut after a comma", `[\n${line(1)},\n\n`, `line 2: ${notJson}`],
    ["an array with a comma too many", `[\n${line(1)},\n]`, notJson],
    ["an array with a thread half written", `[\n{"id": 1,\n"archived"},\n${line(2)}]`, `line 3, column 11: ${notJson}`],
    ["an array before another one", "[]\n[]", `line 2, column 1: ${notJson}`],
    [
      "a bad element of an array",
      `[${line(1)},\n\n  {"id": 2,\n "archived": 0, "closed": 0}]`,
      "threads[1].archived: expected boolean; threads[1].closed: expected boolean",
    ],
    ["an element that is no object", `[${line(1)},\n"]",\n5]`, "threads[1]: expected object"],
    [
      "an id again in an array",
      `[${line(1)},\n${line(1)}]`,
      "threads[1].id: expected another id than that of threads[0]",
    ],
    [
      "a bad thread in a saved response",
      `{"errors": [],\n"customerThreads": [${line(1)},\n{}]}`,
      "customerThreads[1].id: expected a value",
    ],
    [
      "a saved response with errors",
      '{"customerThreads": [], "errors": [{}]}',
      "errors: expected none in a saved response",
    ],
    ["a saved response without threads", '{"customerThreads": {}}', "customerThreads: expected array"],
    ["a saved response cut short", '{\n"customerThreads": [\n', `line 2: ${notJson}`],
    ["text", "id,archived\n1,true", notJson],
    ["text that imitates a place", "(line 7 column 7)", notJson],
  ]
  it.effect.each(cases)("refuses %s, naming its place", ([, text, message]) =>
    Effect.map(parseError(text), (error) => assert.isTrue(error.message.startsWith(message), error.message)),
  )

  it.effect("gives the place and the issues of an error as fields", () =>
    Effect.gen(function* () {
      const placeOf = (text: string) => Effect.map(parseError(text), ({ column, index, line }) => [line, column, index])
      assert.deepStrictEqual(yield* placeOf(`${line(2)}\n${lineWith("closed", 1)}`), [2, undefined, undefined])
      assert.deepStrictEqual(yield* placeOf(`[${line(2)},${lineWith("closed", 1)}]`), [undefined, undefined, 1])
      assert.deepStrictEqual(yield* placeOf(`[${line(1)}\n${line(2)}]`), [2, 1, undefined])
      const { _tag, issues } = yield* parseError(`[${lineWith("closed", 1)}]`)
      assert.strictEqual(_tag, "InvalidThreads")
      assert.deepStrictEqual(issues, [{ path: "threads[0].closed", expected: "boolean" }])
    }),
  )

  it.effect("reads a thread with a text of 50 MB, from an array and from lines", () =>
    Effect.gen(function* () {
      for (const text of [`[${lineWith("userUuid", long)}]`, `${lineWith("userUuid", long)}\n${line(2)}`]) {
        const [thread] = yield* parseThreads(text)
        assert.isTrue(thread?.userUuid === long)
      }
    }),
  )

  const wrongFields = ["id", "archived", "lastMessageOn", "lastDelegationOn", "isWaitingForResponse"]
  it.effect.each(wrongFields)("refuses a text of 50 MB in %s, without quoting it", (field) =>
    Effect.gen(function* () {
      for (const text of [`[${lineWith(field, long)}]`, `${line(2)}\n${lineWith(field, long)}`]) {
        const { issues, message } = yield* parseError(text)
        assert.lengthOf(issues, 1)
        assert.match(issues[0].path, new RegExp(`^(threads\\[0\\]\\.)?${field}$`))
        assert.isBelow(message.length, 200)
      }
    }),
  )

  const hostile: ReadonlyArray<readonly [what: string, text: string, message: string]> = [
    ["50 MB that is not JSON", long, notJson],
    ["a string of 50 MB", JSON.stringify(long), "line 1: expected object"],
    ["a string of 50 MB without its end", `["${long}`, `line 1, column ${long.length + 3}: ${notJson}`],
    ["a line of 50 MB that is not JSON", `${line(1)}\n${long}`, "line 2: expected a thread as JSON"],
    ["100,000 open brackets", "[".repeat(100_000), `line 1: ${notJson}`],
    ["100,000 nested arrays", nested(100_000), "threads[0]: expected object"],
    ["100,000 nested arrays on a line", `${line(1)}\n${nested(100_000)}`, "line 2: expected object"],
    [
      "100,000 nested arrays in a field",
      line(1).replace("false", nested(100_000)),
      "line 1: archived: expected boolean",
    ],
    [
      "100,000 nested objects",
      `${'{"customerThreads":'.repeat(100_000)}[]${"}".repeat(100_000)}`,
      "customerThreads: expected array",
    ],
  ]
  it.effect.each(hostile)("refuses %s as an error", ([, text, message]) =>
    Effect.map(parseError(text), (error) => assert.strictEqual(error.message.slice(0, message.length), message)),
  )

  it.effect("ignores 100,000 nested arrays in a property that is not documented", () =>
    Effect.gen(function* () {
      assert.lengthOf(yield* parseThreads(line(1).replace("}", `,"x":${nested(100_000)}}`)), 1)
    }),
  )
})

describe("decodeThreads", () => {
  it("leaves the JSON that it reads as it is", () => {
    const array = [json(1), { ...json(2), dealerUuid: "d" }]
    const copy = structuredClone(array)
    assert.lengthOf(Result.getOrThrow(decodeThreads(array)), 2)
    assert.deepStrictEqual(array, copy)
  })

  it("names the index of the first thread that is wrong, or repeats an id", () => {
    const message = (array: ReadonlyArray<unknown>, name?: string) =>
      Result.getOrThrow(Result.flip(decodeThreads(array, name))).message
    assert.strictEqual(message([json(1), null, {}]), "threads[1]: expected object")
    assert.strictEqual(message([{ ...json(1), closed: 0 }], "body"), "body[0].closed: expected boolean")
    assert.strictEqual(message([undefined]), "threads[0]: expected a thread as JSON")
    assert.strictEqual(
      message([json(1), json(2), json(1)]),
      "threads[2].id: expected another id than that of threads[0]",
    )
  })
})
