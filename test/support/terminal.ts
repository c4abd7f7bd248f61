import { spawn } from "node:child_process"
import { Effect, Schedule } from "effect"
import { type Ended, program } from "./runThreads.ts"

const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`

interface TerminalOptions {
  readonly columns?: number
  readonly env?: Record<string, string>
}

/** Starts a command of the shell in a pseudo-terminal of so many columns, with `script` of util-linux. It is killed when the scope ends. */
export const startCommandInTerminal = Effect.fnUntraced(function* (command: string, options: TerminalOptions = {}) {
  let screen = ""
  const child = yield* Effect.acquireRelease(
    Effect.sync(() => {
      const started = spawn(
        "script",
        ["--quiet", "--return", "--command", `stty cols ${options.columns ?? 80} rows 24; ${command}`, "/dev/null"],
        {
          env: { PATH: process.env.PATH ?? "", HOME: "/nonexistent", TERM: "xterm-256color", ...options.env },
          stdio: ["pipe", "pipe", "pipe"],
          detached: true,
        },
      )
      started.stdout.on("data", (chunk) => {
        screen += chunk
      })
      return started
    }),
    (started) =>
      Effect.sync(() => {
        if (started.exitCode === null && started.pid !== undefined) process.kill(-started.pid, "SIGKILL")
      }),
  )
  const ended = Effect.callback<Ended>((resume) => {
    const done = () => resume(Effect.succeed({ code: child.exitCode, stdout: screen, stderr: "" }))
    if (child.exitCode !== null) done()
    else child.on("close", done)
  })
  /** Waits until the screen has shown something, for at most ten seconds. */
  const shown = (pattern: RegExp) =>
    Effect.suspend(() =>
      pattern.test(screen) ? Effect.void : Effect.fail(`not shown: ${pattern}; but: ${screen}`),
    ).pipe(Effect.retry({ times: 200, schedule: Schedule.spaced("50 millis") }), Effect.orDie)
  const type = (keys: string) => Effect.sync(() => child.stdin.write(keys))
  return { ended, shown, type }
})

/**
 * Starts the built program in a pseudo-terminal. What it writes to stdout and stderr comes together, as a person sees it; lines
 * end with CR LF.
 */
export const startInTerminal = (args: ReadonlyArray<string>, options: TerminalOptions = {}) =>
  startCommandInTerminal(`exec ${[process.execPath, program, ...args].map(quoted).join(" ")}`, options)

/** Runs the built program in a pseudo-terminal and types input. Returns what it showed, how it ended, and the state of the terminal. */
export const inTerminal = (
  args: ReadonlyArray<string>,
  keys: ReadonlyArray<readonly [waitFor: string, typed: string]>,
  env: Record<string, string>,
) =>
  Effect.scoped(
    Effect.gen(function* () {
      const words = [process.execPath, program, ...args].map(quoted).join(" ")
      const started = yield* startCommandInTerminal(`${words}; echo "ended with $?"; stty -a`, { env })
      for (const [waitFor, typed] of keys) {
        yield* started.shown(new RegExp(waitFor))
        yield* Effect.sleep("300 millis")
        yield* started.type(typed)
      }
      const [seen = "", after = ""] = (yield* started.ended).stdout.split("ended with ")
      const echoes = / echo\b/.test(after) && / icanon\b/.test(after)
      return { code: Number.parseInt(after, 10), seen, echoes }
    }),
  )
