import * as Effect from "effect/Effect"
import * as UserDirectories from "effect/persistence/UserDirectories"

/** The user's directory for the program's files, where the environment tells of one. */
export const configDirectory: Effect.Effect<string | undefined> = UserDirectories.make()
  .config("threads")
  .pipe(Effect.orElseSucceed(() => undefined))
