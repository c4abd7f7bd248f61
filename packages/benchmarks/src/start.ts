import { deepStrictEqual } from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { alternate } from "./alternate.ts"
import { atMost, type Benchmark, nanoseconds, type Outcome, over, type Row } from "./Row.ts"
import { query, response } from "./sampleCall.ts"
import { withServers } from "./withServers.ts"

const built = new URL("../../cli/dist/threads.js", import.meta.url)

const program = fileURLToPath(new URL("../../cli/bin/threads.cjs", import.meta.url))

/** Runs a program to its end, and gives what it prints. */
const run = (command: string, args: ReadonlyArray<string>, settings: Record<string, string> = {}): string => {
  const { error, status, stderr, stdout } = spawnSync(command, args, {
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings },
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}: ${stderr}`)
  return stdout
}

/** What another program says its version is; nothing where there is no such program. */
const versionSaidBy = (command: string): string | undefined => {
  const { status, stdout } = spawnSync(command, ["--version"], { encoding: "utf8" })
  return status === 0 ? (/\d+(\.\d+)+/.exec(stdout)?.[0] ?? "of unknown version") : undefined
}

/** The other programs that are installed here, with their versions. */
const installed = (): Record<string, string> =>
  Object.fromEntries(
    ["gh", "http"].flatMap((command) => {
      const version = versionSaidBy(command)
      return version === undefined ? [] : [[command, version]]
    }),
  )

const measureStarts = (commands: ReadonlyArray<string>, small: boolean) =>
  withServers(["bare"], async ({ bare }) => {
    const settings = {
      THREADS_BASE_URL: `http://127.0.0.1:${bare}/communications`,
      THREADS_USERNAME: "benchmark",
      THREADS_PASSWORD: "secret",
    }
    const scope = ["--department", query.departmentUuid, "--customer", query.customerUuid]
    const list = () => run(process.execPath, [program, "list", ...scope, "--format", "json"], settings)
    deepStrictEqual(JSON.parse(list()), response.customerThreads)
    const starts: Record<string, () => string> = {
      node: () => run(process.execPath, ["-e", "0"]),
      help: () => run(process.execPath, [program, "--help"]),
      version: () => run(process.execPath, [program, "--version"]),
      list,
      ...Object.fromEntries(commands.map((command) => [`${command} --version`, () => run(command, ["--version"])])),
    }
    const turns = Object.entries(starts).map(([name, start]) => {
      const take = () => {
        const begun = performance.now()
        start()
        return (performance.now() - begun) * 1_000_000
      }
      take()
      return [name, { take }] as const
    })
    return alternate(Object.fromEntries(turns), small ? 3 : 41)
  })

export const start: Benchmark = {
  title: "Starting the program",
  note: "Whole processes, from spawning to their end; `list` asks a server on this machine.",
  needs: built,
  run: async (small): Promise<Outcome> => {
    const versions = installed()
    const { help, list, node, version, ...others } = await measureStarts(Object.keys(versions), small)
    const floor = node ?? Number.NaN
    const row = (what: string, time = Number.NaN): Omit<Row, "aim"> => ({
      what,
      floor: `node -e 0 (${nanoseconds(floor)})`,
      ratio: time / floor,
      figure: nanoseconds(time),
    })
    const aimed = (bound: number, one: Omit<Row, "aim">): Row => ({ ...one, aim: atMost(one.ratio, bound) })
    return {
      rows: [
        aimed(1.25, row("threads --help", help)),
        aimed(1.25, { ...row("threads --version", version), others: over(floor, others) }),
        aimed(4, row("threads list of 20 threads", list)),
      ],
      versions,
    }
  },
}
