import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { Credentials } from "@customer-threads/http-adapter"
import * as Config from "effect/Config"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { System } from "../system.ts"

/** Makes its schema when it is called: at load, the schema would delay every start by a millisecond. */
const decodeStored = (text: string) => {
  const secret = Schema.RedactedFromValue(Schema.String)
  return Schema.decodeOption(Schema.fromJsonString(Schema.Struct({ username: secret, password: secret })))(text)
}

/** Reads the credentials of a profile from the system's keychain, if it has any. */
export const readKeychain = Effect.fnUntraced(function* (profile: string) {
  const text = yield* callKeychain("read", profile)
  return text === undefined ? undefined : Option.getOrUndefined(decodeStored(text))
})

/** Stores the credentials of a profile. Returns false if the keychain did not store them. */
export const writeKeychain = Effect.fnUntraced(function* (profile: string, { password, username }: Credentials) {
  const secret = { username: Redacted.value(username), password: Redacted.value(password) }
  return (yield* callKeychain("write", profile, JSON.stringify(secret))) !== undefined
})

/** Removes the credentials of a profile. Returns false if there are none, and undefined if the keychain does not respond. */
export const removeFromKeychain = Effect.fnUntraced(function* (profile: string) {
  if (!(yield* mayHaveKeychain)) return false
  const response = yield* callKeychain("remove", profile)
  return response === undefined ? undefined : response === "removed"
})

/** Time limit of the keychain, in seconds. */
const patience = 5

/** True if there can be a keychain. On Linux, it needs a session bus. */
export const mayHaveKeychain = Effect.gen(function* () {
  const { platform } = yield* System
  if (platform === "win32" || platform === "darwin") return true
  const set = (name: string) => Config.String(name).pipe(Config.withDefault(undefined), Effect.orDie)
  if ((yield* set("DBUS_SESSION_BUS_ADDRESS")) !== undefined) return true
  const directory = yield* set("XDG_RUNTIME_DIR")
  const files = yield* FileSystem.FileSystem
  return directory !== undefined && (yield* Effect.orElseSucceed(files.exists(`${directory}/bus`), () => false))
})

const run = (node: string, operation: string, profile: string, input: string) =>
  Effect.callback<string | undefined>((resume) => {
    const program = fileURLToPath(new URL("./keychain.js", import.meta.url))
    const child = spawn(node, [program, operation, profile], { stdio: ["pipe", "pipe", "ignore"] })
    const output: Array<Buffer> = []
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk))
    child.on("error", () => resume(Effect.succeed(undefined)))
    child.on("close", (code) => resume(Effect.succeed(code === 0 ? Buffer.concat(output).toString() : undefined)))
    // A process that ends early closes its input unread.
    child.stdin.on("error", () => {})
    child.stdin.end(input)
    return Effect.sync(() => child.kill("SIGKILL"))
  })

/** Requests an operation of the system's keychain. Returns undefined if there is none, if it refuses, or after the limit. */
export const callKeychain = Effect.fnUntraced(function* (
  operation: "read" | "write" | "remove",
  profile: string,
  input = "",
) {
  if (!(yield* mayHaveKeychain)) return undefined
  const { node } = yield* System
  return yield* run(node, operation, profile, input).pipe(
    Effect.timeoutOrElse({
      duration: `${patience} seconds`,
      orElse: () =>
        Effect.as(Console.error(`The system's keychain did not respond within ${patience} seconds.`), undefined),
    }),
  )
})
