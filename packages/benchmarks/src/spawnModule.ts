import { type ChildProcess, fork } from "node:child_process"

/** Runs a module of this folder in a process of its own. */
export const spawnModule = (name: string, ...args: ReadonlyArray<string>): ChildProcess =>
  fork(new URL(`./${name}.ts`, import.meta.url), args, {
    execArgv: ["--conditions=@customer-threads/source"],
    env: { ...process.env, NODE_ENV: "production" },
    serialization: "advanced",
  })

/** Waits for the first message of a child. */
export const firstMessage = (child: ChildProcess, name: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    child.once("message", resolve)
    child.once("error", reject)
    child.once("exit", (code) => reject(new Error(`${name} ended with ${code} before it sent a message`)))
  })
