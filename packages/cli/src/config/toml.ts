import * as Toml from "effect/encoding/Toml"
import * as Result from "effect/Result"

/** Parses the tables of a TOML document. Fails with the problem and its place, without the values of the document. */
export const parseToml = (text: string): Result.Result<Record<string, unknown>, string> =>
  Result.mapError(Toml.parse(text), ({ message }) => {
    const place = /line \d+, column \d+$/.exec(message)?.[0] ?? "somewhere"
    // What stands between quotes may be a password.
    return `is not TOML (${message.replace(/\s*at line \d+, column \d+$/, "").replace(/\s*'.{2,}'/s, "")}, ${place})`
  })

/** A header of a table, such as `[default]`. */
export const header = /^\s*\[\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*\]\s*(?:#.*)?$/

/** A line that gives a key its value. */
export const assignment = /^\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*=/

/** The name in a line of this form, or undefined if the line has another form. */
export const named = (line: string, form: RegExp): string | undefined =>
  form
    .exec(line)
    ?.slice(1)
    .find((name) => name !== undefined)

/** The number of the line, from 1, on which a table begins or gives a key its value. Undefined if no line does. */
export const lineOf = (text: string, table: string | undefined, key?: string): number | undefined => {
  let current: string | undefined
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const next = named(line, header)
    if (next !== undefined) current = next
    if (current !== table) continue
    if (key === undefined ? next === table && next !== undefined : named(line, assignment) === key) return at + 1
  }
  return undefined
}
