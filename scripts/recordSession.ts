// Runs the built program in a terminal, against a stand-in with the sample threads, and draws what is seen: docs/session.svg.
// With --check, only says whether the picture shows what the program prints now.
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Effect } from "effect"
import { program, startThreads } from "../test/support/runThreads.ts"
import { startCommandInTerminal } from "../test/support/terminal.ts"
import { terminalSvg } from "./terminalSvg.ts"

const COLUMNS = 110
const file = new URL("../docs/session.svg", import.meta.url)

const commands = [
  "threads list --customer customer-01 --no-archived --no-closed --max-results 5 --utc",
  "threads list --customer customer-01 --format csv --columns id,lastMessageOn,state | head -n 3",
  "threads list --customer customer-01 --base-url http://127.0.0.1:1; echo exit code $?",
]

const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`

/** Types a command into a terminal, and returns what the terminal shows. */
const shownOf = Effect.fnUntraced(function* (command: string, env: Record<string, string>) {
  const script = `threads() { ${quoted(process.execPath)} ${quoted(program)} "$@"; }; ${command}`
  const started = yield* startCommandInTerminal(`exec bash -c ${quoted(script)}`, { columns: COLUMNS, env })
  const { stdout } = yield* started.ended
  return `\u001b[1m$ ${command}\u001b[22m\r\n${stdout}`
})

const session = Effect.gen(function* () {
  const credentials = { THREADS_USERNAME: "demo", THREADS_PASSWORD: "demo" }
  const data = fileURLToPath(new URL("../examples/sample-threads.ndjson", import.meta.url))
  const { said } = yield* startThreads(["serve", "--data", data, "--port", "0"], { env: credentials })
  const [, baseUrl = ""] = yield* said(/Serving 300 threads at (\S+), with/)
  const env = { ...credentials, THREADS_BASE_URL: baseUrl, THREADS_DEPARTMENT: "service-department" }
  const shown = yield* Effect.forEach(commands, (command) => shownOf(command, env))
  return terminalSvg(shown.join("\r\n"), {
    columns: COLUMNS,
    title: "The program threads at a terminal",
    description: `What is typed: ${commands.join(" ... ")}`,
  })
})

const picture = await Effect.runPromise(Effect.scoped(session))
if (!process.argv.includes("--check")) writeFileSync(file, picture)
else if (readFileSync(file, "utf8") !== picture) {
  process.stderr.write("docs/session.svg is not what the program prints; run: npm run record-session\n")
  process.exitCode = 1
}
