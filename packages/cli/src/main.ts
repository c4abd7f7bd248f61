import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Effect from "effect/Effect"
import { ExitCode } from "./errors/CliError.ts"
import { exitCodeOf } from "./errors/formatError.ts"
import { platform } from "./platform.ts"
import { threads } from "./program.ts"

// Node 22 warns that SQLite, which locks files, is experimental. A user cannot act on that. The program itself warns of
// certificates that are not checked, on every run.
const { emitWarning } = process
process.emitWarning = (warning: string | Error, ...rest: ReadonlyArray<unknown>) => {
  if (!/SQLite|NODE_TLS_REJECT_UNAUTHORIZED/.test(String(warning)))
    Reflect.apply(emitWarning, process, [warning, ...rest])
}

// A terminal that closes ends the program as Ctrl-C does, so that it saves its files, but with an exit code of its own.
let hungUp = false
process.on("SIGHUP", () => {
  hungUp = true
  process.emit("SIGINT")
})

NodeRuntime.runMain(Effect.provide(threads, platform), {
  disableErrorReporting: true,
  teardown: (exit, onExit) => {
    const code = exitCodeOf(exit)
    onExit(hungUp && code === ExitCode.interrupted ? ExitCode.hungUp : code)
  },
})
