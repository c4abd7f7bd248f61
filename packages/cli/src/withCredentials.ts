import * as Command from "effect/cli/Command"
import { PasswordStdin } from "./PasswordStdin.ts"
import { withProfile } from "./withProfile.ts"

/** Has a command ask the service, with the settings and the credentials of a profile where the environment has none. */
export const withCredentials = <Name extends string, Input, ContextInput, E, R>(
  command: Command.Command<Name, Input, ContextInput, E, R>,
) => withProfile(command).pipe(Command.withGlobalFlags([PasswordStdin]))
