import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { chosenProfile } from "../../config/profiles.ts"
import { changingCredentials, removeFromCredentialsFile } from "../../credentials/file.ts"
import { removeFromKeychain } from "../../credentials/keychain.ts"

/** Removes the stored credentials of a profile. */
export const runAuthLogout = Effect.gen(function* () {
  const profile = yield* chosenProfile
  const fromKeychain = yield* removeFromKeychain(profile)
  if (fromKeychain === undefined) {
    yield* Console.error("The system's keychain did not respond. Credentials in it were not removed.")
  }
  const fromFile = yield* removeFromCredentialsFile(profile)
  yield* Console.error(
    fromKeychain === true || fromFile
      ? `Removed the credentials of profile ${profile}.`
      : `There were no stored credentials of profile ${profile}.`,
  )
}).pipe(changingCredentials)
