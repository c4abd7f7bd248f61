import * as Flag from "effect/cli/Flag"
import * as GlobalFlag from "effect/cli/GlobalFlag"

/** Which table of the settings file to use. */
export const Profile = GlobalFlag.Setting("profile")({
  flag: Flag.String("profile").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription("The profile of the settings file; THREADS_PROFILE unless given, else default"),
    Flag.optional,
  ),
})
