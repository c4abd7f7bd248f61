import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"

export const loginFlags = {
  username: Flag.String("username").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription("The user name that the vendor issued. Without it, the command prompts"),
    Flag.optional,
  ),
}
export type AuthLoginInput = Command.Command.Config.Infer<typeof loginFlags>
