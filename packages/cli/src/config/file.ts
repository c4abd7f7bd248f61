import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { PlatformError } from "effect/PlatformError"
import * as UserDirectories from "effect/persistence/UserDirectories"
import { usageError } from "../errors/CliError.ts"
import { fileReason } from "../errors/fileReason.ts"
import { System } from "../system.ts"

/** The user's directory for the program's files, if the environment names one. */
export const configDirectory = System.use(({ platform }) =>
  Effect.orElseSucceed(UserDirectories.make({ platform }).config("threads"), () => undefined),
)

const isMissing = ({ reason }: PlatformError): boolean =>
  reason._tag === "NotFound" ||
  (reason.cause instanceof Error && "code" in reason.cause && reason.cause.code === "ENOTDIR")

/** The path of the settings file, which need not exist. Undefined if the environment names no home directory. */
export const configPath = Effect.map(configDirectory, (directory) =>
  directory === undefined ? undefined : `${directory}/config.toml`,
)

/** The text of the settings file, or none if there is no file. */
export const readConfigFile = Effect.fnUntraced(function* (file: string) {
  const files = yield* FileSystem.FileSystem
  const bytes = yield* files.readFile(file).pipe(
    Effect.asSome,
    Effect.catch((error) =>
      isMissing(error)
        ? Effect.succeedNone
        : Effect.fail(usageError(`${file}: cannot be read (${fileReason(error)})`, "put a settings file there")),
    ),
  )
  if (Option.isNone(bytes)) return undefined
  return yield* Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes.value),
    catch: () => usageError(`${file}: is not UTF-8 text`, "put a settings file there"),
  })
})

/** The path of the settings file, which need not exist. Fails if the environment names no home directory. */
export const requireConfigPath = Effect.flatMap(configPath, (file) =>
  file === undefined
    ? Effect.fail(usageError("There is no home directory to keep settings in", "set HOME or XDG_CONFIG_HOME"))
    : Effect.succeed(file),
)
