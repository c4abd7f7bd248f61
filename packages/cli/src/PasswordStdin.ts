import * as Flag from "effect/cli/Flag"
import * as GlobalFlag from "effect/cli/GlobalFlag"

/** Whether the password comes from standard input. */
export const PasswordStdin = GlobalFlag.Setting("password-stdin")({
  flag: Flag.Boolean("password-stdin").pipe(
    Flag.withoutNegation,
    Flag.withDescription("Read the password from standard input"),
    Flag.withDefault(false),
  ),
})
