import * as Command from "effect/cli/Command"
import { Profile } from "../../flags/globals.ts"
import { lazyHandler } from "../lazyHandler.ts"
import { withProfile } from "../withProfile.ts"
import { key, setInput } from "./flags.ts"

const path = Command.make(
  "path",
  {},
  lazyHandler((_) => () => _.runConfigPath),
).pipe(
  Command.withDescription("Print where the settings file is, whether or not there is one."),
  Command.withExamples([{ command: "threads config path", description: "Where to look" }]),
)

const list = Command.make(
  "list",
  {},
  lazyHandler((_) => () => _.runConfigList),
).pipe(
  withProfile,
  Command.withDescription("Show every setting that is in effect, and where it comes from."),
  Command.withExamples([{ command: "threads config list --profile staging", description: "Those of one profile" }]),
)

const profiles = Command.make(
  "profiles",
  {},
  lazyHandler((_) => () => _.runConfigProfiles),
).pipe(
  Command.withDescription("Print the names of the profiles of the settings file, one in a line."),
  Command.withExamples([{ command: "threads config profiles", description: "Which profiles there are" }]),
)

const get = Command.make(
  "get",
  { key },
  lazyHandler((_) => _.runConfigGet),
).pipe(
  withProfile,
  Command.withDescription("Print one setting that is in effect, the flags of a command aside."),
  Command.withExamples([{ command: "threads config get base_url", description: "The address of the service" }]),
)

const set = Command.make(
  "set",
  setInput,
  lazyHandler((_) => _.runConfigSet),
).pipe(
  Command.withDescription(
    "Write one setting to a profile of the settings file; the rest of the file, comments included, stays as it is.",
  ),
  Command.withExamples([
    { command: "threads config set department D1", description: "In the profile default" },
    {
      command: "threads config set base_url http://127.0.0.1:8080/communications --profile local",
      description: "In a profile of its own, made when there is none",
    },
  ]),
)

export const config = Command.make("config").pipe(
  Command.withDescription("Show and change the settings, which live in profiles of a file."),
  Command.withExamples([
    { command: "threads config set department D1", description: "The department, wherever no other is given" },
    { command: "threads config list", description: "Which settings are in effect, and where each comes from" },
  ]),
  Command.withSubcommands([path, profiles, list, get, set]),
  Command.withGlobalFlags([Profile]),
)
