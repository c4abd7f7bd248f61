import * as Argument from "effect/cli/Argument"
import type * as Command from "effect/cli/Command"

export const key = Argument.String("KEY").pipe(
  Argument.withDescription("A setting, such as base_url or overall_timeout"),
)

export const setInput = {
  key,
  value: Argument.String("VALUE").pipe(Argument.withDescription("Its value, such as 30s")),
}
export type ConfigGetInput = Command.Command.Config.Infer<{ readonly key: typeof key }>
export type ConfigSetInput = Command.Command.Config.Infer<typeof setInput>
