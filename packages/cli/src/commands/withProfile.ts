import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { profileLayer } from "../config/profileLayer.ts"
import { inFormatOf } from "../errors/formatError.ts"
import { PasswordStdin, Profile } from "../flags/globals.ts"

/** Has a command ask the service, with the settings and the credentials of a profile where the environment has none. */
export const withCredentials = <Name extends string, Input, ContextInput, E, R>(
  command: Command.Command<Name, Input, ContextInput, E, R>,
) => withProfile(command).pipe(Command.withGlobalFlags([PasswordStdin]))

/** Has a command read its settings from the environment, and below it from a profile. */
export const withProfile = <Name extends string, Input, ContextInput, E, R>(
  command: Command.Command<Name, Input, ContextInput, E, R>,
) =>
  command.pipe(
    Command.provide((input: Input) =>
      Layer.catch(profileLayer, (error) => Layer.effectDiscard(Effect.fail(inFormatOf(input)(error)))),
    ),
    Command.withGlobalFlags([Profile]),
  )
