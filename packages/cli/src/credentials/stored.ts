import type { Credentials } from "@customer-threads/http-adapter"
import * as Effect from "effect/Effect"
import type { Source } from "../config/source.ts"
import { credentialsPath, readCredentialsFile } from "./file.ts"
import { readKeychain } from "./keychain.ts"

/** Stored credentials, and the place where they are stored. */
interface StoredCredentials {
  readonly credentials: Credentials
  readonly source: Source
}

/** The stored credentials of a profile, and where they are: the system's keychain first, then the user's own file. */
export const readStored = Effect.fnUntraced(function* (profile: string) {
  const inKeychain = yield* readKeychain(profile)
  if (inKeychain !== undefined)
    return { credentials: inKeychain, source: { _tag: "Keychain" } } satisfies StoredCredentials
  const inFile = yield* readCredentialsFile(profile)
  if (inFile === undefined) return undefined
  return {
    credentials: inFile,
    source: { _tag: "File", file: `${yield* credentialsPath}` },
  } satisfies StoredCredentials
})
