import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { profileLayer } from "../config/profileLayer.ts"
import { inFormatOf } from "../errors/formatError.ts"
import { PasswordStdin, Profile } from "../flags/globals.ts"

/** Gives a command the settings of a profile, and the flag `--password-stdin`, for a command that sends requests. */
export const withCredentials = <Name extends string, Input, ContextInput, E, R>(
  command: Command.Command<Name, Input, ContextInput, E, R>,
) => withProfile(command).pipe(Command.withGlobalFlags([PasswordStdin]))

/** Gives a command the settings of a profile, where the environment has none, and the flag `--profile`. */
export const withProfile = <Name extends string, Input, ContextInput, E, R>(
  command: Command.Command<Name, Input, ContextInput, E, R>,
) =>
  command.pipe(
    Command.provide((input: Input) =>
      Layer.catch(profileLayer, (error) => Layer.effectDiscard(Effect.fail(inFormatOf(input)(error)))),
    ),
    Command.withGlobalFlags([Profile]),
  )
