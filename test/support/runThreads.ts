import { type ChildProcess, spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { Effect, Schedule } from "effect"

/** The built program, as a user starts it. */
export const program = fileURLToPath(new URL("../../packages/cli/bin/threads.cjs", import.meta.url))

/** Exit code, signal and output of a run of the built program. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts the built program with no settings but the given ones. It is killed when the scope ends. */
export const startThreads = Effect.fnUntraced(function* (
  args: ReadonlyArray<string>,
  options: {
    readonly env?: Record<string, string>
    readonly cwd?: string
    readonly node?: ReadonlyArray<string>
    /** Standard input. Default: empty. */
    readonly stdin?: string | Uint8Array
    /** Path of the program. Default: the built one. */
    readonly program?: string
  } = {},
) {
  let stdout = ""
  let stderr = ""
  const child = yield* Effect.acquireRelease(
    Effect.sync(() =>
      spawn(process.execPath, [...(options.node ?? []), options.program ?? program, ...args], {
        env: { PATH: process.env.PATH ?? "", HOME: "/nonexistent", ...options.env },
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        stdio: [options.stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      }),
    ),
    (started: ChildProcess) => Effect.sync(() => started.kill("SIGKILL")),
  )
  // One that ends early does not read what it is given.
  child.stdin?.on("error", () => {}).end(options.stdin)
  child.stdout?.on("data", (chunk) => {
    stdout += chunk
  })
  child.stderr?.on("data", (chunk) => {
    stderr += chunk
  })
  const ended = Effect.callback<Ended>((resume) => {
    const done = () => resume(Effect.succeed({ code: child.exitCode, stdout, stderr }))
    if (child.exitCode !== null) done()
    else child.on("close", done)
  })
  /** Waits until stderr has matched, for at most ten seconds. */
  const said = (pattern: RegExp) =>
    Effect.suspend(() => {
      const match = pattern.exec(stderr)
      return match === null ? Effect.fail(`not said: ${pattern}; but: ${stderr}`) : Effect.succeed(match)
    }).pipe(Effect.retry({ times: 200, schedule: Schedule.spaced("50 millis") }), Effect.orDie)
  return { child, ended, said }
})

/** Runs the built program to its end. */
export const runThreads = (...parameters: Parameters<typeof startThreads>) =>
  Effect.scoped(Effect.flatMap(startThreads(...parameters), ({ ended }) => ended))
