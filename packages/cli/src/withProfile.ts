import * as Command from "effect/cli/Command"
import { Profile } from "./Profile.ts"
import { profileLayer } from "./profiles/profileLayer.ts"

/** Has a command read its settings from the environment, and below it from a profile. */
export const withProfile = <Name extends string, Input, ContextInput, E, R>(
  command: Command.Command<Name, Input, ContextInput, E, R>,
) => command.pipe(Command.provide(profileLayer), Command.withGlobalFlags([Profile]))
