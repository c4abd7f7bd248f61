import type { Credentials } from "@customer-threads/http-adapter"
import * as Effect from "effect/Effect"
import type { Source } from "../config/source.ts"
import { credentialsPath, readCredentialsFile } from "./file.ts"
import { readKeychain } from "./keychain.ts"

/** Stored credentials, and their source. */
interface StoredCredentials {
  readonly credentials: Credentials
  readonly source: Source
}

/** Reads the stored credentials of a profile from the system's keychain or, if it has none, from the user's own file. */
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
