import * as Toml from "effect/encoding/Toml"
import * as Result from "effect/Result"

/** The tables of a TOML document, or what is wrong with it and where, without what it holds. */
export const parseToml = (text: string): Result.Result<Record<string, unknown>, string> =>
  Result.mapError(Toml.parse(text), ({ message }) => {
    const place = /line \d+, column \d+$/.exec(message)?.[0] ?? "somewhere"
    // What stands between quotes may be a password.
    return `is not TOML (${message.replace(/\s*at line \d+, column \d+$/, "").replace(/\s*'.{2,}'/s, "")}, ${place})`
  })
