import type * as Arr from "effect/Array"
import type * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"

// Control characters (C0, DEL, C1), line and paragraph separators, everything that changes the direction of text, invisible
// characters (format characters, those that are ignored by default, the blank Braille pattern), and lone surrogates.
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{DI}\u2800\p{Cs}]/gu

const escape = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`

/**
 * Makes foreign text safe to print on one line of a terminal. Control, escape, bidirectional and invisible characters
 * become `\u{…}`. Text over `limit` characters is cut with `…`. Default: 1,000.
 */
export const printable = (text: string, limit = 1_000): string => {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text
  return cut.replace(unsafe, escape)
}

/** A place in a value, such as `customerThreads[3].id`, and what belongs there. The path of the value itself is empty. */
export interface Issue {
  readonly path: string
  readonly expected: string
}

/** Formats an issue: `maxResults: expected a whole number`. */
export const formatIssue = ({ expected, path }: Issue): string =>
  printable(path === "" ? `expected ${expected}` : `${path}: expected ${expected}`)

const MOST_ISSUES = 20

/** Formats the first 20 issues in one line, and counts the others. */
export const formatIssues = (issues: ReadonlyArray<Issue>): string => {
  const more = issues.length - MOST_ISSUES
  const named = issues.slice(0, MOST_ISSUES).map(formatIssue).join("; ")
  return more > 0 ? `${named}; and ${more} more` : named
}

const format = SchemaIssue.makeFormatterStandardSchemaV1({
  leafHook: (issue) => {
    switch (issue._tag) {
      case "MissingKey":
        return "a value"
      case "UnexpectedKey":
        return "no property of this name"
      default:
        return SchemaIssue.defaultLeafHook(issue)
    }
  },
})

const formatPath = (keys: ReadonlyArray<PropertyKey>): string =>
  keys.reduce<string>(
    (path, key) => path + (typeof key === "number" ? `[${key}]` : `${path === "" ? "" : "."}${String(key)}`),
    "",
  )

const keyOf = (segment: PropertyKey | { readonly key: PropertyKey }): PropertyKey =>
  typeof segment === "object" ? segment.key : segment

/** Lists everything that a schema refused, never with the value found. `root` begins each path. */
export const schemaIssues = (error: Schema.SchemaError, ...root: ReadonlyArray<string>): Arr.NonEmptyArray<Issue> => {
  const issues = format(error.issue).issues.map(({ message, path = [] }) => ({
    path: formatPath([...root, ...path.map(keyOf)]),
    // Effect gives the expectation of a type only in its own sentence, `Expected string`.
    expected: message.replace(/^Expected /, ""),
  }))
  // A schema refuses nothing without an issue.
  return issues as Arr.NonEmptyArray<Issue>
}
