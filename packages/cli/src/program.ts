import * as CliConfig from "effect/cli/CliConfig"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { auth } from "./commands/auth/command.ts"
import { config } from "./commands/config/command.ts"
import { demo } from "./commands/demo/command.ts"
import { doctor } from "./commands/doctor/command.ts"
import { exportCommand } from "./commands/export/command.ts"
import { list } from "./commands/list/command.ts"
import { request } from "./commands/request/command.ts"
import { serve } from "./commands/serve/command.ts"
import { verify } from "./commands/verify/command.ts"
import { reportFailure } from "./errors/formatError.ts"
import { presenter } from "./errors/presenter.ts"
import { canColor } from "./output/terminal.ts"
import { version } from "./version.ts"

/** Every command of the program, with its flags. */
export const command = Command.make("threads").pipe(
  Command.withDescription(
    "Which message threads does this customer have with this department? Asks myKaarma's Communications API, or a stand-in for it.",
  ),
  Command.withExamples([
    { command: "threads demo", description: "Begin here: sample threads over real HTTP; nothing needs to be set" },
    {
      command: "threads list --department D1 --customer C1 --no-closed",
      description: "A customer's open threads, the newest message first",
    },
    {
      command: "threads export --department D1 --customers customers.txt --output threads.csv",
      description: "Many customers' threads, for a spreadsheet",
    },
    { command: "threads serve --data threads.ndjson", description: "A stand-in for the service, to test against" },
    { command: "threads doctor", description: "When something does not work: why, and what to do about it" },
  ]),
  Command.withSubcommands([list, serve, demo, verify, exportCommand, request, doctor, config, auth]),
)

/** The built-in flags of every command: help, version and completions. */
export const builtIns = CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions] })

/** Colours help if tables are coloured. */
const formatter = Layer.effect(
  CliOutput.Formatter,
  Effect.map(canColor, (colors) => CliOutput.defaultFormatter({ colors })),
)

/** Runs the program `threads` with the arguments of `Stdio`, and reports a failure on stderr. */
export const threads = command.pipe(
  Command.run({ version }),
  Effect.provide(Layer.mergeAll(presenter, formatter, Layer.succeed(Logger.LogToStderr, true), builtIns)),
  Effect.tapCause(reportFailure),
)
