import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import { usageFailure } from "../CliFailure.ts"
import { loaded } from "../loaded.ts"
import { chosenProfile } from "../profiles/chosenProfile.ts"
import { settingSource } from "../profiles/settingSource.ts"
import type { FoundCredentials, FoundPart } from "./FoundCredentials.ts"

const read = (name: string) => Effect.map(Effect.orDie(Config.option(Config.Redacted(name))), Option.getOrUndefined)

/** The user name of the environment, or of the profile. */
export const findUsername = Effect.gen(function* () {
  const value = yield* read("THREADS_USERNAME")
  return value === undefined ? undefined : { value, source: yield* settingSource("username") }
})

/**
 * The credentials of the environment, else those that were stored. A stored password is used only with the user name that
 * it was stored with.
 */
export const findCredentials = Effect.gen(function* () {
  const username: FoundPart | undefined = yield* findUsername
  const given = yield* read("THREADS_PASSWORD")
  if (given !== undefined) {
    if (username === undefined) {
      return yield* usageFailure("THREADS_PASSWORD is set, but not THREADS_USERNAME", "set both")
    }
    return { username, password: { value: given, source: "environment (THREADS_PASSWORD)" } } satisfies FoundCredentials
  }
  const profile = yield* chosenProfile
  const { readStored } = yield* loaded(() => import("../stored.ts"))
  const stored = yield* readStored(profile)
  if (stored === undefined) return { username, password: undefined } satisfies FoundCredentials
  if (username !== undefined && !Equal.equals(username.value, stored.credentials.username)) {
    return yield* usageFailure(
      `The user name from the ${username.source} is not the one that was stored with the password (${stored.source})`,
      "mend one of them, or store both with: threads auth login",
    )
  }
  return {
    username: username ?? { value: stored.credentials.username, source: stored.source },
    password: { value: stored.credentials.password, source: stored.source },
  } satisfies FoundCredentials
})
