import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Effect from "effect/Effect"
import { ExitCode } from "./errors/CliError.ts"
import { exitCodeOf } from "./errors/formatError.ts"
import { platform } from "./platform.ts"
import { threads } from "./program.ts"

// A reader that has seen enough closes the pipe: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? ExitCode.done : ExitCode.defect),
)

// Node 22 warns that SQLite, which locks files, is experimental. A user cannot act on that.
const { emitWarning } = process
process.emitWarning = (warning: string | Error, ...rest: ReadonlyArray<unknown>) => {
  if (!String(warning).includes("SQLite")) Reflect.apply(emitWarning, process, [warning, ...rest])
}

NodeRuntime.runMain(Effect.provide(threads, platform), {
  disableErrorReporting: true,
  teardown: (exit, onExit) => onExit(exitCodeOf(exit)),
})
