import type { Credentials } from "@customer-threads/http-adapter"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { askKeychain, mayHaveKeychain } from "./askKeychain.ts"

const Stored = Schema.fromJsonString(
  Schema.Struct({
    username: Schema.RedactedFromValue(Schema.String),
    password: Schema.RedactedFromValue(Schema.String),
  }),
)

/** The credentials of a profile in the system's keychain, where there are any. */
export const readKeychain = Effect.fnUntraced(function* (profile: string) {
  const text = yield* askKeychain("read", profile)
  return Option.getOrUndefined(Schema.decodeOption(Stored)(text ?? ""))
})

/** Stores the credentials of a profile: whether it could. */
export const writeKeychain = Effect.fnUntraced(function* (profile: string, { password, username }: Credentials) {
  const secret = { username: Redacted.value(username), password: Redacted.value(password) }
  return (yield* askKeychain("write", profile, JSON.stringify(secret))) !== undefined
})

/** Forgets the credentials of a profile: whether there were any, or nothing where it cannot be told. */
export const removeFromKeychain = Effect.fnUntraced(function* (profile: string) {
  if (!(yield* mayHaveKeychain)) return false
  const answer = yield* askKeychain("remove", profile)
  return answer === undefined ? undefined : answer === "removed"
})
