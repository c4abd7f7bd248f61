import * as Flag from "effect/cli/Flag"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Schema from "effect/Schema"

/** Reads the password from standard input if set. */
export const PasswordStdin = GlobalFlag.Setting("password-stdin")({
  flag: Flag.Boolean("password-stdin").pipe(
    Flag.withoutNegation,
    Flag.withDescription("Read the password from standard input"),
    Flag.withDefault(false),
  ),
})

/** The name of a profile of the settings file. */
export const ProfileName = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9_-]{1,64}$/, { expected: "1 to 64 letters, digits, '_' or '-'" }),
)

/** The profile of the settings file to use. */
export const Profile = GlobalFlag.Setting("profile")({
  flag: Flag.String("profile").pipe(
    Flag.withSchema(ProfileName),
    Flag.withAlias("p"),
    Flag.withMetavar("NAME"),
    Flag.withDescription("Profile of the settings file [default: default] [env: THREADS_PROFILE]"),
    Flag.optional,
  ),
})
