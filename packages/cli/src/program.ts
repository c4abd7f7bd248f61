import * as Console from "effect/Console"
import * as CliConfig from "effect/cli/CliConfig"
import * as Command from "effect/cli/Command"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Stdio from "effect/Stdio"
import { auth } from "./commands/auth/command.ts"
import { config } from "./commands/config/command.ts"
import { demo } from "./commands/demo/command.ts"
import { doctor } from "./commands/doctor/command.ts"
import { exportCommand } from "./commands/export/command.ts"
import { list } from "./commands/list/command.ts"
import { request } from "./commands/request/command.ts"
import { serve } from "./commands/serve/command.ts"
import { verify } from "./commands/verify/command.ts"
import { Completions } from "./completions.ts"
import { readText } from "./env.ts"
import { reportFailure } from "./errors/formatError.ts"
import { presenter } from "./errors/presenter.ts"
import { version } from "./version.ts"

/** Every command of the program, with its flags. */
export const command = Command.make("threads").pipe(
  Command.withDescription(
    "List the message threads that a customer has with a department, from myKaarma's Communications API or a stand-in.",
  ),
  Command.withExamples([
    { command: "threads demo", description: "Start here: sample threads over HTTP, without settings" },
    {
      command: "threads list --department D1 --customer C1 --no-closed",
      description: "A customer's open threads, the newest message first",
    },
    {
      command: "threads export --department D1 --customers customers.txt --output threads.csv",
      description: "Many customers' threads, for a spreadsheet",
    },
    { command: "threads serve --data threads.ndjson", description: "A stand-in for the service, to test against" },
    { command: "threads doctor", description: "Diagnose connection and credential problems" },
  ]),
  Command.withSubcommands([list, serve, demo, verify, exportCommand, request, doctor, config, auth]),
)

/** The built-in flags of every command: help, version and completions. */
export const builtIns = CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, Completions] })

/** True if these names lead to a command. */
const isCommand = ([name, ...rest]: ReadonlyArray<string>, from: Command.Command.Any = command): boolean => {
  if (name === undefined) return true
  const next = from.subcommands.flatMap(({ commands }) => commands).find((one) => one.name === name)
  return next !== undefined && isCommand(rest, next)
}

/** Rewrites `help list` as `list --help`. An unknown command after `help` is an error, as it is alone. */
const withoutHelpCommand = ([first, ...names]: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (first !== "help") return first === undefined ? [] : [first, ...names]
  return isCommand(names) ? [...names, "--help"] : names
}

/** Warns on every run that connections are not safe. Node's own warning comes once it connects. */
const warnOfUncheckedCertificates = Effect.flatMap(readText("NODE_TLS_REJECT_UNAUTHORIZED"), (text) =>
  text === "0"
    ? Console.error("Warning: NODE_TLS_REJECT_UNAUTHORIZED=0 turns the check of certificates off; unset it.")
    : Effect.void,
)

/** Runs the program `threads` with the arguments of `Stdio`, and reports a failure on stderr. */
export const threads = Stdio.Stdio.use(({ args }) =>
  Effect.andThen(
    warnOfUncheckedCertificates,
    Effect.flatMap(args, (given) => Command.runWith(command, { version })(withoutHelpCommand(given))),
  ),
).pipe(
  Effect.provide(Layer.mergeAll(presenter, Layer.succeed(Logger.LogToStderr, true), builtIns)),
  Effect.tapCause(reportFailure),
)
