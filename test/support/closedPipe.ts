import { spawn } from "node:child_process"
import { Effect } from "effect"
import { type Ended, program } from "./runThreads.ts"

/** Runs the built program with a reader of its stdout that goes away after the first bytes. */
export const closedPipe = (args: ReadonlyArray<string>, env: Record<string, string>): Effect.Effect<Ended> =>
  Effect.callback((resume) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: { PATH: process.env.PATH ?? "", HOME: "/nonexistent", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    })
    let stderr = ""
    child.stderr.on("data", (chunk) => {
      stderr += chunk
    })
    child.stdout.once("data", () => child.stdout.destroy())
    child.on("close", (code) => resume(Effect.succeed({ code, stdout: "", stderr })))
    return Effect.sync(() => child.kill("SIGKILL"))
  })
