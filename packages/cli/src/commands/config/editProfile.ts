import * as Result from "effect/Result"
import { assignment, header, named, parseToml } from "../../config/toml.ts"

const value = /^(\s*(?:"[^"]*"|'[^']*'|[\w-]+)\s*=\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'[{]+)(\s*(?:#.*)?)$/

const edit = (lines: ReadonlyArray<string>, profile: string, key: string, written: string): ReadonlyArray<string> => {
  const begin = lines.findIndex((line) => named(line, header) === profile)
  if (begin === -1) {
    const blank = lines.length === 0 || lines.at(-1) === "" ? [] : [""]
    return [...lines, ...blank, `[${profile}]`, `${key} = ${written}`]
  }
  const after = lines.findIndex((line, at) => at > begin && /^\s*\[/.test(line))
  const end = after === -1 ? lines.length : after
  const at = lines.findIndex((line, index) => index > begin && index < end && named(line, assignment) === key)
  if (at !== -1)
    return lines.with(
      at,
      (lines[at] ?? "").replace(value, (_, start, rest) => `${start}${written}${rest}`),
    )
  const last = lines.findLastIndex((line, index) => index >= begin && index < end && !/^\s*(#.*)?$/.test(line))
  return lines.toSpliced(last + 1, 0, `${key} = ${written}`)
}

/**
 * Changes one setting in the text of a settings file, and keeps the rest, comments included. Fails if the file has a form
 * that cannot be edited so, such as a profile in one line.
 */
export const setInProfile = (
  text: string,
  profile: string,
  key: string,
  setting: string,
): Result.Result<string, string> =>
  Result.gen(function* () {
    const before = yield* parseToml(text)
    const table = before[profile] ?? {}
    const bare = /^(?:0|[1-9]\d{0,14}|true|false)$/.test(setting)
    const lineEnd = text.includes("\r\n") ? "\r\n" : "\n"
    const lines = text.replace(/\r?\n$/, "").split(/\r?\n/)
    const edited = edit(text === "" ? [] : lines, profile, key, bare ? setting : JSON.stringify(setting))
    const changed = edited.join(lineEnd) + lineEnd
    const expected = { ...before, [profile]: { ...table, [key]: bare ? JSON.parse(setting) : setting } }
    // Whatever the lines look like, the parser says what they mean.
    const after = Result.getOrUndefined(parseToml(changed))
    return after !== undefined && plain(after) === plain(expected)
      ? changed
      : yield* Result.fail(`${key} of [${profile}] is written in a way that cannot be changed here`)
  })

const plain = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => sorted(one))

const sorted = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value
