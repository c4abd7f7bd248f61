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

NodeRuntime.runMain(Effect.provide(threads, platform), {
  disableErrorReporting: true,
  teardown: (exit, onExit) => onExit(exitCodeOf(exit)),
})
