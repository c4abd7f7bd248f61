import * as Command from "effect/cli/Command"
import { Profile } from "../../flags/globals.ts"
import { lazyHandler } from "../lazyHandler.ts"
import { withCredentials, withProfile } from "../withProfile.ts"
import { loginFlags } from "./flags.ts"

const login = Command.make(
  "login",
  loginFlags,
  lazyHandler((_) => _.runAuthLogin),
).pipe(
  withCredentials,
  Command.withDescription(
    "Store a profile's user name and password in the system's keychain, or else in a file that only you can read.",
  ),
  Command.withExamples([
    { command: "threads auth login", description: "Prompts for both; the password is not shown" },
    {
      command: "pass show mykaarma | threads auth login --username NAME --password-stdin",
      description: "In a script",
    },
  ]),
)

const logout = Command.make(
  "logout",
  {},
  lazyHandler((_) => () => _.runAuthLogout),
).pipe(
  Command.withGlobalFlags([Profile]),
  Command.withDescription("Forget a profile's stored user name and password, wherever they are stored."),
  Command.withExamples([{ command: "threads auth logout --profile staging", description: "Those of one profile" }]),
)

const status = Command.make(
  "status",
  {},
  lazyHandler((_) => () => _.runAuthStatus),
).pipe(
  withProfile,
  Command.withDescription(
    "Say where the credentials come from, without showing them; ends with 3 when there are none.",
  ),
  Command.withExamples([{ command: "threads auth status", description: "Which are used now" }]),
)

export const auth = Command.make("auth").pipe(
  Command.withDescription("Store, remove and find the user name and the password for the service."),
  Command.withExamples([
    { command: "threads auth login", description: "Prompts for the user name and the password, and stores them" },
    { command: "threads auth status", description: "Which are used, and from where, without showing them" },
  ]),
  Command.withSubcommands([login, logout, status]),
)
