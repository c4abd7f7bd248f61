import * as Effect from "effect/Effect"
import { credentialsPath, readCredentialsFile } from "./file.ts"
import { readKeychain } from "./keychain.ts"

/** The stored credentials of a profile, and where they are: the system's keychain first, then the user's own file. */
export const readStored = Effect.fnUntraced(function* (profile: string) {
  const inKeychain = yield* readKeychain(profile)
  if (inKeychain !== undefined) return { credentials: inKeychain, source: "keychain" }
  const inFile = yield* readCredentialsFile(profile)
  return inFile === undefined ? undefined : { credentials: inFile, source: `${yield* credentialsPath}` }
})
