import * as Effect from "effect/Effect"
import { usageError } from "../../errors/CliError.ts"
import { lockFile } from "../../fileLock.ts"

/** Keeps a second export from the same output while the scope lasts. */
export const lockOutput = (path: string) =>
  Effect.catchTags(lockFile(path), {
    FileIsLocked: () => usageError(`Another export to ${path} is running`, "wait for it, or stop it"),
    CannotLock: ({ reason }) =>
      usageError(`--output: ${path}.lock cannot be locked (${reason})`, "choose a folder that you can write to"),
  })
