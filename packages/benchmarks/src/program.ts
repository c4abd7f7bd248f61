import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"

/** A file that the build writes. */
export const builtProgram = new URL("../../cli/dist/threads.js", import.meta.url)

/** The program `threads`. */
export const program = fileURLToPath(new URL("../../cli/bin/threads.cjs", import.meta.url))

/** Runs Node to its end, and returns its standard output. */
export const runNode = (args: ReadonlyArray<string>, settings: Record<string, string> = {}): string => {
  const { error, status, stderr, stdout } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings },
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`)
  return stdout
}

/** Times a process from its start to its end, in nanoseconds. */
export const timeOfProcess = (run: () => unknown): number => {
  const start = performance.now()
  run()
  return (performance.now() - start) * 1_000_000
}
