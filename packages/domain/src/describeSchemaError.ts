import type * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { printable } from "./printable.ts"

const format = SchemaIssue.makeFormatterStandardSchemaV1({
  leafHook: (issue) => {
    switch (issue._tag) {
      case "MissingKey":
        return "is missing"
      case "UnexpectedKey":
        return "is not a known property"
      default:
        return SchemaIssue.defaultLeafHook(issue)
    }
  },
})

const pathOf = (path: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }>): string =>
  path
    .map((segment) => (typeof segment === "object" ? segment.key : segment))
    .reduce<string>(
      (text, key) => text + (typeof key === "number" ? `[${key}]` : `${text === "" ? "" : "."}${String(key)}`),
      "",
    )

/** One line for everything that a schema refused: each path with what was expected there, never the value found. */
export const describeSchemaError = (error: Schema.SchemaError): string =>
  format(error.issue)
    .issues.map((issue) => {
      const path = pathOf(issue.path ?? [])
      const message = issue.message.replace(/^Expected/, "expected")
      return printable(path === "" ? message : `${path}: ${message}`)
    })
    .join("; ")
