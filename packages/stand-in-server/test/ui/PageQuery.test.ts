import { readFileSync } from "node:fs"
import { Arbitraries } from "@customer-threads/domain/testing"
import { encodeRequest } from "@customer-threads/http-api"
import { assert, describe, it } from "@effect/vitest"
import { Struct } from "effect"
import { addressOf, controls, queryFrom, requestOf } from "../../browser/PageQuery.ts"

/** The names of the form's controls, each with its choices. */
const controlsIn = (html: string) => {
  const [, form = ""] = /<form id="query".*?>(.*?)<\/form>/s.exec(html) ?? []
  const found = [...form.matchAll(/<(?:input|select)\b[^>]*\bname="([^"]+)"[^>]*>((?:\s*<option\b.*)*)/g)]
  return Object.fromEntries(
    found.map(([, name = "", options = ""]) => [
      name,
      [...options.matchAll(/value="([^"]+)"/g)].map(([, choice]) => choice).sort(),
    ]),
  )
}

/** The text of a control for a value, as a user chooses or types it. */
const textOf = (property: string, value: string | number | boolean): string => {
  if (typeof value === "boolean") return value ? "yes" : "no"
  return property === "assigneeUserUUID" ? String(value) : String(value).toLowerCase().replaceAll("_", "-")
}

describe("the query of the page", () => {
  it("has a control in the form for each property of a request, with the same choices", () => {
    const html = readFileSync(new URL("../../browser/threads.html", import.meta.url), "utf8")
    const expected = Object.values(controls).map((control) => [
      control.name,
      "choices" in control ? Object.keys(control.choices).sort() : [],
    ])
    assert.deepStrictEqual(controlsIn(html), { department: [], customer: [], ...Object.fromEntries(expected) })
  })

  it.prop(
    "makes a request of every query, and an address that parses to the same query",
    [Arbitraries.query],
    ([asked]) => {
      const request = encodeRequest(asked)
      const chosen = Struct.keys(controls).flatMap((property) => {
        const value = request[property]
        return value === undefined ? [] : [[controls[property].name, textOf(property, value)] as const]
      })
      const scope = { department: asked.departmentUuid, customer: asked.customerUuid }
      const page = queryFrom(new URLSearchParams({ ...scope, ...Object.fromEntries(chosen) }))
      assert.deepStrictEqual(requestOf(page), request)
      assert.deepStrictEqual(queryFrom(new URLSearchParams(addressOf(page).slice(1))), page)
    },
  )

  it("ignores text that is not a choice of its control, and sends a limit that is not a number as typed", () => {
    const page = queryFrom(new URLSearchParams("archived=maybe&sort=toString&order=ASC&max-results=ten"))
    assert.deepStrictEqual(requestOf(page), { maxResults: "ten" })
  })
})
