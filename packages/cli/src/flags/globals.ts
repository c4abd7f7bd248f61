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

/** Which table of the settings file to use. */
export const Profile = GlobalFlag.Setting("profile")({
  flag: Flag.String("profile").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription("The profile of the settings file; THREADS_PROFILE unless given, else default"),
    Flag.optional,
  ),
})
