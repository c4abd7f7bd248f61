import { spawn } from "node:child_process"
import { Effect } from "effect"
import { program } from "./runThreads.ts"

/** Runs a shell in a terminal of its own, and types what it is told once it has seen what it waits for. */
const typist = `
import json, os, pty, select, sys, time
command, keys, environment = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    os.execvpe("sh", ["sh", "-c", command], environment)
seen, at, end = b"", 0, time.time() + 30
while time.time() < end:
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            some = os.read(terminal, 65536)
        except OSError:
            break
        if not some:
            break
        seen += some
    if at < len(keys) and keys[at][0].encode() in seen:
        time.sleep(0.3)
        os.write(terminal, keys[at][1].encode())
        at += 1
sys.stdout.buffer.write(seen)
sys.stdout.flush()
os.waitpid(pid, 0)
`

/** Runs the built program at a terminal: what was seen there, how it ended, and how it left the terminal. */
export const inTerminal = (
  args: ReadonlyArray<string>,
  keys: ReadonlyArray<readonly [waitFor: string, typed: string]>,
  env: Record<string, string>,
) =>
  Effect.callback<{ readonly code: number; readonly seen: string; readonly echoes: boolean }>((resume) => {
    const words = [process.execPath, program, ...args].map((word) => `'${word}'`).join(" ")
    const command = `${words}; echo "ended with $?"; stty -a`
    const environment = { PATH: process.env.PATH, TERM: "xterm", ...env }
    const child = spawn("python3", ["-c", typist, JSON.stringify([command, keys, environment])], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    let text = ""
    child.stdout.on("data", (chunk) => {
      text += chunk
    })
    child.on("close", () => {
      const [seen = "", after = ""] = text.split("ended with ")
      const echoes = / echo\b/.test(after) && / icanon\b/.test(after)
      resume(Effect.succeed({ code: Number.parseInt(after, 10), seen, echoes }))
    })
    return Effect.sync(() => child.kill("SIGKILL"))
  })
