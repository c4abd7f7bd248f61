import * as Effect from "effect/Effect"
import { findCredentials } from "../credentials/findCredentials.ts"
import { PasswordStdin } from "../PasswordStdin.ts"

/** Where the password that is used comes from, in words. */
export const credentialsSource = Effect.gen(function* () {
  if (yield* PasswordStdin) return "standard input"
  const { password } = yield* findCredentials
  return password?.source ?? "nowhere"
})
