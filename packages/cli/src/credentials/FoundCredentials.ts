import type * as Redacted from "effect/Redacted"

/** A part of the credentials, and where it was found. */
export interface FoundPart {
  readonly value: Redacted.Redacted<string>
  readonly source: string
}

/** What there is of the credentials. */
export interface FoundCredentials {
  readonly username: FoundPart | undefined
  readonly password: FoundPart | undefined
}
