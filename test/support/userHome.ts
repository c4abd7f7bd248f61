import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Effect } from "effect"

/** The text of a credentials file with one profile. */
export const storedCredentials = (user: string, password: string, profile = "default"): string =>
  `[${profile}]\nusername = "${user}"\npassword = "${password}"\n`

/** A home directory for a run of the program, and the program's files in it. */
export const userHome = Effect.map(
  Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "threads-home-"))),
    (path) => Effect.sync(() => rmSync(path, { recursive: true })),
  ),
  (home) => {
    const folder = join(home, ".config", "threads")
    const path = (name: string) => join(folder, name)
    return {
      home,
      folder,
      path,
      env: { HOME: home },
      has: (name: string) => existsSync(path(name)),
      read: (name: string) => readFileSync(path(name), "utf8"),
      mode: (name: string) => (statSync(path(name)).mode & 0o777).toString(8),
      write: (name: string, text: string | Uint8Array, mode = 0o600) => {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        writeFileSync(path(name), text)
        chmodSync(path(name), mode)
        return path(name)
      },
    }
  },
)
