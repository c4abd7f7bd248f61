import { cpSync, mkdirSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { dirname, join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { http, rawServer } from "../../../../test/support/rawServer.ts"
import { program, runThreads } from "../../../../test/support/runThreads.ts"
import { storedCredentials, userHome } from "../../../../test/support/userHome.ts"

const login = ["auth", "login", "--username", "canary-user", "--password-stdin"]

const run = Effect.fnUntraced(function* (...parameters: Parameters<typeof runThreads>) {
  const ended = yield* runThreads(...parameters)
  assert.notMatch(ended.stdout + ended.stderr, /canary/)
  return ended
})

// Some tests wait for seconds.
describe.concurrent("the system's keychain", () => {
  /** Copies the program beside a keychain of the test: not every machine has one. */
  const programWith = (home: string, keyring: string | undefined) => {
    const copy = join(home, "cli")
    for (const part of ["bin", "dist"])
      cpSync(join(dirname(program), "..", part), join(copy, part), { recursive: true })
    writeFileSync(join(copy, "package.json"), '{ "type": "module" }')
    const folder = join(copy, "node_modules/@napi-rs/keyring")
    mkdirSync(folder, { recursive: true })
    if (keyring !== undefined) {
      writeFileSync(join(folder, "package.json"), '{ "type": "module", "main": "index.js" }')
      writeFileSync(join(folder, "index.js"), keyring)
    }
    return join(copy, "bin/threads.cjs")
  }

  /** Keeps its secrets in a folder; it says what it was called with. */
  const working = (home: string) => `
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
export class Entry {
  constructor(service, account, options) {
    if (options.linux.store !== "secret-service") throw new Error("it would be forgotten")
    if (process.argv.join(" ").includes("canary")) throw new Error("a secret among the arguments")
    this.file = ${JSON.stringify(home)} + "/" + service + "." + account
  }
  getSecret() { return existsSync(this.file) ? [...readFileSync(this.file)] : null }
  setSecret(secret) { writeFileSync(this.file, secret) }
  deleteCredential() { const there = existsSync(this.file); rmSync(this.file, { force: true }); return there }
}
`
  const bus = { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent/bus" }

  it.live("keeps the credentials instead of the file, if there is one", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const response = JSON.stringify({ customerThreads: [], requestUUID: "r", errors: [], warnings: [] })
      const server = yield* rawServer((socket) => socket.write(http(200, response)))
      const options = { env: { ...user.env, ...bus }, program: programWith(user.home, working(user.home)) }
      user.write("credentials.toml", storedCredentials("old", "older"))
      const first = yield* run(login, { ...options, stdin: "canary-password\n" })
      assert.match(first.stderr, /keychain\.\n$/)
      assert.notInclude(user.read("credentials.toml"), "old")
      assert.notInclude(user.read("credentials.toml"), "canary")
      assert.match((yield* run(["auth", "status"], options)).stdout, /^user name +keychain\npassword +keychain$/m)
      // What another program put into the file does not count beside it.
      user.write("credentials.toml", storedCredentials("old", "older"))
      const list = ["list", "--department", "d", "--customer", "c", "--base-url", server.baseUrl]
      assert.strictEqual((yield* run(list, options)).code, 0)
      const expected = Buffer.from("canary-user:canary-password").toString("base64")
      assert.strictEqual(server.requests[0]?.headers.authorization, `Basic ${expected}`)
      assert.match((yield* run(["auth", "logout"], options)).stderr, /^Removed [^\n]*\n$/)
      assert.strictEqual((yield* run(["auth", "status"], options)).code, 3)
    }),
  )

  const broken: ReadonlyArray<readonly [name: string, keyring: string | undefined]> = [
    ["is not installed", undefined],
    ["cannot be loaded", 'throw new Error("canary-user no binding for this machine")'],
    ["refuses", 'export class Entry { constructor() { throw new Error("canary-user locked") } }'],
    ["crashes", "process.kill(process.pid, 'SIGSEGV')\nexport class Entry {}"],
  ]
  it.live.each(broken)("that %s leaves the credentials to the file", ([, keyring]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const options = { env: { ...user.env, ...bus }, program: programWith(user.home, keyring) }
      const first = yield* run(login, { ...options, stdin: "canary-password" })
      assert.strictEqual(first.code, 0)
      assert.include(first.stderr, user.path("credentials.toml"))
      const status = yield* run(["auth", "status"], options)
      assert.deepStrictEqual([status.code, status.stderr], [0, ""])
      assert.include(status.stdout, user.path("credentials.toml"))
      const last = yield* run(["auth", "logout"], options)
      assert.strictEqual(last.code, 0)
      assert.match(last.stderr, /^[^\n]*keychain[^\n]*\nRemoved [^\n]*\n$/)
      assert.strictEqual((yield* run(["auth", "status"], options)).code, 3)
    }),
  )

  it.live("that hangs is given up after 5 seconds", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("credentials.toml", storedCredentials("canary-user", "canary-password"))
      const path = join(user.home, "bus")
      yield* Effect.acquireRelease(
        Effect.callback<ReturnType<typeof createServer>>((resume) => {
          const silent = createServer(() => {}).listen(path, () => resume(Effect.succeed(silent)))
        }),
        (silent) => Effect.sync(() => silent.close()),
      )
      const started = Date.now()
      // The real one, on a bus that accepts and never responds.
      const env = { ...user.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` }
      const ended = yield* run(["auth", "status"], { env })
      assert.strictEqual(ended.code, 0, ended.stderr)
      assert.match(ended.stderr, /^The system's keychain did not respond within 5 seconds\.$/m)
      assert.include(ended.stdout, user.path("credentials.toml"))
      assert.isAbove(Date.now() - started, 4_900)
      assert.isBelow(Date.now() - started, 60_000)
    }),
  )
})
