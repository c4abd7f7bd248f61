import { threads } from "@customer-threads/domain/testing"
import { threadToJson } from "@customer-threads/http-api"
import { InvalidThreads, parseThreads } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { jsonTokens } from "../src/jsonTokens.ts"
import { lineOfError } from "../src/lineOfError.ts"

const json = (id: number) => ({ id, archived: false, closed: false, departmentUuid: "d", customerUuid: "c" })
const line = (id: number) => JSON.stringify(json(id))

const refuse = (text: string) =>
  Effect.map(Effect.flip(parseThreads(text)), (error) => {
    assert.instanceOf(error, InvalidThreads)
    assert.notInclude(error.message, "\n")
    return error.message
  })

describe("parseThreads", () => {
  it.effect.prop("reads the same threads from an array, from lines and from a saved response", [threads], ([given]) =>
    Effect.gen(function* () {
      const jsons = given.map(threadToJson)
      const lines = jsons.map((one) => JSON.stringify(one))
      const texts = [
        JSON.stringify(jsons),
        JSON.stringify(jsons, null, 2),
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
      assert.lengthOf(yield* parseThreads(""), 0)
      assert.lengthOf(yield* parseThreads("\n \n"), 0)
      assert.lengthOf(yield* parseThreads(JSON.stringify(json(1), null, 2)), 1)
    }),
  )

  const cases: ReadonlyArray<readonly [what: string, text: string, message: string]> = [
    [
      "a bad field on the third line",
      `${line(1)}\n\n${line(2).replace("false", '"no"')}\n`,
      "line 3: archived: expected boolean",
    ],
    ["a line that is not JSON", `${line(1)}\n{"id":\n${line(2)}`, "line 2: is not JSON; expected a JSON array"],
    ["a line that is not an object", `${line(1)}\n7`, "line 2: expected object"],
    [
      "a bad field before a line that is not JSON",
      `${line(1).replace("false", "0")}\n${line(2)}\n{"id":`,
      "line 1: archived: expected boolean",
    ],
    ["an id that is there already", `${line(1)}\n${line(2)}\n${line(1)}`, "line 3: id 1 is on line 1 already"],
    ["an array cut short", `[\n${line(1)},\n${line(2)}`, "line 3: is not JSON"],
    ["an array with a comma too many", `[\n${line(1)},\n]`, "line 3: is not JSON"],
    [
      "a bad element of an array",
      `[${line(1)},\n\n  {"id": 2,\n "archived": 0}]`,
      "line 3: archived: expected boolean",
    ],
    ["an element that is no object", `[${line(1)},\n"]",\n5]`, "line 2: expected object"],
    ["an id again, and then no JSON", `${line(1)}\n${line(1)}\n{`, "line 2: id 1 is on line 1 already"],
    ["no JSON, and then an id again", `${line(1)}\n{\n${line(1)}`, "line 2: is not JSON"],
    ["an id again among others", [3, 1, 2, 3, 1].map(line).join("\n"), "line 4: id 3 is on line 1 already"],
    ["an id again in an array", `[${line(1)},\n${line(1)}]`, "line 2: id 1 is on line 1 already"],
    [
      "a bad thread in a saved response",
      `{"errors": [],\n"warnings": [{}],\n"customerThreads": [${line(1)},\n{}]}`,
      "line 4: id: expected a value",
    ],
    [
      "a saved response with errors",
      '{"customerThreads": [], "errors": [{}]}',
      "line 1: is a saved response with errors",
    ],
    ["a saved response without threads", '{"customerThreads": {}}', "line 1: customerThreads: expected array"],
    ["a saved response cut short", '{\n"customerThreads": [\n', "line 2: is not JSON"],
    ["an unsafe id", line(1).replace('"id":1', '"id":9007199254740993'), "line 1: id: expected an integer"],
    ["an array with a word in it", `[${line(1)},\n${line(2)},\nnone,\n${line(3)}]`, "line 3: is not JSON"],
    ["an array with a thread half written", `[\n{"id": 1,\n"archived"},\n${line(2)}]`, "line 3: is not JSON"],
    ["text", "id,archived\n1,true", "line 1: is not JSON"],
  ]
  it.effect.each(cases)("refuses %s, naming its line", ([, text, message]) =>
    Effect.map(refuse(text), (said) => assert.isTrue(said.startsWith(message), said)),
  )

  it.prop(
    "agrees with the engine on what is JSON, whatever is changed in it",
    [
      threads,
      Schema.Literals(["", "]", "}", ",", ":", '"', "\\", "x", "-", "0", "\n", "[", "{"]),
      Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 })),
    ],
    ([given, inserted, where]) => {
      const text = JSON.stringify(given.map(threadToJson), null, 1)
      const at = Math.floor(where * text.length)
      const changed = text.slice(0, at) + inserted + text.slice(at + (inserted === "" ? 1 : 0))
      const isJson = (() => {
        try {
          return [JSON.parse(changed)].length === 1
        } catch {
          return false
        }
      })()
      const tokens = [...jsonTokens(changed)]
      assert.isTrue(isJson ? tokens.every(({ kind }) => kind !== "invalid") : lineOfError(changed) >= 1)
      // An error cannot be on an earlier line than the change.
      if (!isJson) assert.isAtLeast(lineOfError(changed), changed.slice(0, at).split("\n").length - 1)
    },
    { arbitrary: { runs: 500 } },
  )

  it.effect("names the line of the first wrong element, wherever line breaks and brackets are", () =>
    Effect.gen(function* () {
      const tricky = { ...json(1), userUuid: 'a"]}\\', dealerUuid: "[{\n" }
      const text = `\n\n[\n ${JSON.stringify(tricky)}\n ,\n ${JSON.stringify({ ...tricky, id: 2, x: [[1], { y: [] }] })},\n{}]`
      assert.strictEqual((yield* refuse(text)).slice(0, 7), "line 7:")
    }),
  )
})
