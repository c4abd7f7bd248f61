import { execFileSync } from "node:child_process"
import { chmodSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { dirname, join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { http, rawServer } from "../../../test/support/rawServer.ts"
import { program, runThreads } from "../../../test/support/runThreads.ts"
import { inTerminal } from "../../../test/support/terminal.ts"
import { userHome } from "../../../test/support/userHome.ts"

const answer = http(200, JSON.stringify({ customerThreads: [], requestUUID: "r", errors: [], warnings: [] }))
const answering = rawServer((socket) => socket.write(answer))
const canaries = ["canary-user", "canary-password", Buffer.from("canary-user:canary-password").toString("base64")]
const list = ["list", "--department", "d", "--customer", "c", "--base-url"]
const login = ["auth", "login", "--username", "canary-user", "--password-stdin"]

const run = Effect.fnUntraced(function* (
  args: ReadonlyArray<string>,
  options: { env: Record<string, string>; stdin?: string | Uint8Array; program?: string },
) {
  const ended = yield* runThreads(args, options)
  for (const canary of canaries) assert.notInclude(ended.stdout + ended.stderr, canary)
  return ended
})

/** Who asked: the credentials of each request that a server got. */
const askers = (requests: ReadonlyArray<{ readonly headers: Readonly<Record<string, string>> }>) =>
  requests.map(({ headers }) => Buffer.from(headers.authorization?.slice("Basic ".length) ?? "", "base64").toString())

const stored = (user: string, password: string, profile = "default") =>
  `[${profile}]\nusername = "${user}"\npassword = "${password}"\n`

describe("the credentials", () => {
  const sources = ["stdin", "environment", "file"] as const
  it.live.each([1, 2, 3, 4, 5, 6, 7])("are standard input's over the environment's over the stored (case %i)", (bits) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const server = yield* answering
      const given = sources.filter((_, at) => (bits & (1 << at)) !== 0)
      if (given.includes("file")) user.write("credentials.toml", stored("u", "from-file"))
      const ended = yield* run([...list, server.baseUrl, ...(given.includes("stdin") ? ["--password-stdin"] : [])], {
        env: {
          ...user.env,
          ...(given[0] === "file" ? {} : { THREADS_USERNAME: "u" }),
          ...(given.includes("environment") ? { THREADS_PASSWORD: "from-environment" } : {}),
        },
        stdin: "from-stdin\n",
      })
      assert.strictEqual(ended.code, 0, ended.stderr)
      assert.deepStrictEqual(askers(server.requests), [`u:from-${given[0]}`])
    }),
  )

  it.live.each([
    ["pass", "pass"],
    ["pass\n", "pass"],
    ["pass\r\n", "pass"],
    [" pass ü ", " pass ü "],
    ["--x", "--x"],
  ] as const)("of standard input %j are the password %j", ([stdin, password]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("config.toml", '[default]\nusername = "of-profile"\n')
      const server = yield* answering
      const ended = yield* run([...list, server.baseUrl, "--password-stdin"], { env: user.env, stdin })
      assert.strictEqual(ended.code, 0, ended.stderr)
      assert.deepStrictEqual(askers(server.requests), [`of-profile:${password}`])
    }),
  )

  it.live.each([
    ["", "holds no password"],
    ["\n", "holds no password"],
    ["canary-password\n\n", "holds a control character"],
    [new Uint8Array([0xff]), "is not UTF-8 text"],
    ["canary-password".repeat(10_000), "too long for a password"],
  ] as const)("of standard input %j are refused, and nothing is sent", ([stdin, said]) =>
    Effect.gen(function* () {
      const server = yield* answering
      const env = { THREADS_USERNAME: "canary-user" }
      const ended = yield* run([...list, server.baseUrl, "--password-stdin"], { env, stdin })
      assert.deepStrictEqual([ended.code, ended.stdout], [2, ""])
      assert.match(ended.stderr, /^threads: [^\n]+\n$/)
      assert.include(ended.stderr, said)
      assert.lengthOf(server.requests, 0)
    }),
  )

  it.live("need a user name beside a password, and are one pair: a stored password is no other user's", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const server = yield* answering
      const refused = Effect.fnUntraced(function* (
        code: number,
        said: string,
        env: Record<string, string>,
        ...args: Array<string>
      ) {
        const ended = yield* run([...list, server.baseUrl, ...args], {
          env: { ...user.env, ...env },
          stdin: "canary-password",
        })
        assert.deepStrictEqual([ended.code, ended.stdout], [code, ""])
        assert.match(ended.stderr, /^threads: [^\n]+\n$/)
        assert.include(ended.stderr, said)
      })
      yield* refused(2, "--password-stdin: there is no user name", {}, "--password-stdin")
      yield* refused(2, "set both", { THREADS_PASSWORD: "canary-password" })
      yield* refused(2, "set both", { THREADS_USERNAME: "canary-user" })
      yield* refused(3, "threads auth login", {})
      user.write("credentials.toml", stored("canary-user", "canary-password"))
      yield* refused(2, "is not the one that was stored", { THREADS_USERNAME: "other" })
      user.write("config.toml", '[default]\n[b]\nusername = "canary-user"\n')
      yield* refused(3, "threads auth login", {}, "--profile", "b")
      assert.lengthOf(server.requests, 0)
    }),
  )

  it.live("of a file that others can read, that is a link, or that is no file are refused, and nothing is sent", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const server = yield* answering
      const file = user.path("credentials.toml")
      const refused = Effect.fnUntraced(function* (said: string) {
        const ended = yield* run([...list, server.baseUrl], { env: user.env })
        assert.deepStrictEqual([ended.code, ended.stdout], [2, ""])
        assert.match(ended.stderr, /^threads: [^\n]+\n$/)
        assert.include(ended.stderr, `${file}: ${said}`)
      })
      user.write("credentials.toml", stored("canary-user", "canary-password"))
      for (const mode of [0o604, 0o640, 0o660, 0o602, 0o610, 0o700, 0o666]) {
        chmodSync(file, mode)
        yield* refused(`is open to others (mode 0${mode.toString(8)}); mend it with: chmod 600 ${file}`)
      }
      chmodSync(file, 0o600)
      renameSync(file, join(user.home, "elsewhere"))
      symlinkSync(join(user.home, "elsewhere"), file)
      yield* refused("is a symbolic link")
      rmSync(file)
      execFileSync("python3", ["-c", "import os, sys; os.mkfifo(sys.argv[1])", file])
      yield* refused("is not a regular file")
      rmSync(file)
      mkdirSync(file)
      yield* refused("is not a regular file")
      rmSync(file, { recursive: true })
      for (const [text, said] of [
        ["[default]\npassword = canary-password", "is not TOML (Invalid value, line 2"],
        ['[default]\nusername = "canary-user"', "expected username and password in [default]"],
        [`${stored("canary-user", "canary-password")}more = 1`, "expected username and password in [default]"],
        ['password = "canary-password"', "expected username and password in [password]"],
      ] as const) {
        user.write("credentials.toml", text)
        yield* refused(said)
      }
      assert.lengthOf(server.requests, 0)
    }),
  )

  it.live.skipIf(process.getuid?.() !== 0)("of a file that belongs to someone else are refused", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      execFileSync("chown", ["12345", user.write("credentials.toml", stored("canary-user", "canary-password"))])
      const ended = yield* run(["auth", "status"], { env: user.env })
      assert.deepStrictEqual([ended.code, ended.stdout], [2, ""])
      assert.include(ended.stderr, "belongs to another user")
    }),
  )

  it.live("that are stored are not the stand-in's", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("credentials.toml", stored("canary-user", "canary-password"))
      user.write("config.toml", '[default]\nusername = "canary-user"\n')
      const args = ["serve", "--data", "/dev/null", "--port", "0", "--host", "0.0.0.0"]
      const ended = yield* run(args, { env: user.env })
      assert.strictEqual(ended.code, 2)
      assert.include(ended.stderr, "a username and a password")
    }),
  )
})

describe("threads auth", () => {
  it.live("stores, uses, shows the whereabouts of, and forgets the credentials of a profile", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const server = yield* answering
      user.write("config.toml", `[default]\n[b]\nbase_url = "${server.baseUrl}"\n`)
      const { env } = user
      const b = ["--profile", "b"]
      const first = yield* run([...login, ...b], { env, stdin: "canary-password\n" })
      assert.deepStrictEqual([first.code, first.stdout], [0, ""])
      assert.include(first.stderr, user.path("credentials.toml"))
      assert.deepStrictEqual([user.mode("credentials.toml"), user.mode("")], ["600", "700"])
      assert.strictEqual(
        (yield* run(["auth", "login", "--username", "x", "--password-stdin"], { env, stdin: "y" })).code,
        0,
      )
      assert.include(user.read("credentials.toml"), stored("canary-user", "canary-password", "b"))
      assert.notInclude(user.read("config.toml"), "canary")

      const status = yield* run(["auth", "status", ...b], { env })
      assert.deepStrictEqual([status.code, status.stderr], [0, ""])
      const file = user.path("credentials.toml")
      assert.deepStrictEqual(
        status.stdout
          .trimEnd()
          .split("\n")
          .map((line) => line.split(/ {2,}/)),
        [
          ["profile", "b"],
          ["base URL", `${server.baseUrl}, from: profile b`],
          ["user name", file],
          ["password", file],
        ],
      )
      assert.strictEqual((yield* run(["list", "--department", "d", "--customer", "c", ...b], { env })).code, 0)
      assert.deepStrictEqual(askers(server.requests), ["canary-user:canary-password"])

      assert.strictEqual((yield* run(["auth", "logout", ...b], { env })).code, 0)
      assert.notInclude(user.read("credentials.toml"), "canary")
      assert.include(user.read("credentials.toml"), stored("x", "y"))
      const none = yield* run(["auth", "status", ...b], { env })
      assert.strictEqual(none.code, 3)
      assert.match(none.stdout, /^user name +none\npassword +none$/m)
      assert.match(none.stderr, /^threads: There are no credentials[^\n]+\n$/)
      const again = yield* run(["auth", "logout", ...b], { env })
      assert.deepStrictEqual([again.code, again.stderr], [0, "There were no stored credentials of profile b.\n"])
    }),
  )

  it.live("says that the environment's credentials are the ones in use", () =>
    Effect.gen(function* () {
      const env = { THREADS_USERNAME: "canary-user", THREADS_PASSWORD: "canary-password" }
      const { code, stdout } = yield* run(["auth", "status"], { env })
      assert.strictEqual(code, 0)
      assert.match(stdout, /^user name +environment \(THREADS_USERNAME\)\npassword +environment \(THREADS_PASSWORD\)$/m)
    }),
  )

  it.live("keeps odd passwords as they are", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const server = yield* answering
      for (const password of ['"\\"', "'''", "# = [x]", "pässwörd €𝄞", " ", "\u2028"]) {
        assert.strictEqual((yield* run(login, { env: user.env, stdin: password })).code, 0)
        assert.strictEqual((yield* run([...list, server.baseUrl], { env: user.env })).code, 0)
        assert.deepStrictEqual(askers(server.requests.slice(-1)), [`canary-user:${password}`])
      }
    }),
  )

  it.live("refuses to ask where there is no terminal, has no flag for a password, and stores nothing then", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      for (const [args, said] of [
        [["auth", "login"], /^threads: There is no terminal to ask at; [^\n]+\n$/],
        [["auth", "login", "--password", "canary-password"], /^threads: [^\n]*--password[^\n]*\nSee: [^\n]+\n$/],
        [["auth", "login", "--username", "a:b", "--password-stdin"], /^threads: The username holds a colon[^\n]+\n$/],
        [["auth", "login", "--password-stdin"], /^threads: --password-stdin: there is no user name[^\n]+\n$/],
        [[...login, "--profile", "none"], /^threads: There is no profile "none"[^\n]+\n$/],
      ] as const) {
        const ended = yield* run(args, { env: user.env, stdin: "canary-password" })
        assert.deepStrictEqual([ended.code, ended.stdout], [2, ""])
        assert.match(ended.stderr, said)
      }
      assert.isFalse(user.has("credentials.toml"))
    }),
  )

  it.live("writes through no symbolic link, and over no file that others could read", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const target = join(user.home, "elsewhere")
      writeFileSync(target, "")
      mkdirSync(user.folder, { recursive: true })
      symlinkSync(target, user.path("credentials.toml"))
      const linked = yield* run(login, { env: user.env, stdin: "canary-password" })
      assert.strictEqual(linked.code, 2)
      assert.include(linked.stderr, "is a symbolic link")
      assert.strictEqual(readFileSync(target, "utf8"), "")
      rmSync(user.path("credentials.toml"))
      user.write("credentials.toml", stored("x", "y"), 0o644)
      assert.strictEqual((yield* run(login, { env: user.env, stdin: "canary-password" })).code, 2)
      assert.strictEqual(user.read("credentials.toml"), stored("x", "y"))
    }),
  )

  it.live("helps with each of its commands", () =>
    Effect.gen(function* () {
      for (const args of [
        ["auth", "login"],
        ["auth", "logout"],
        ["auth", "status"],
        ["config", "set"],
        ["config", "path"],
      ]) {
        const { code, stdout } = yield* runThreads([...args, "--help"])
        assert.strictEqual(code, 0)
        assert.include(stdout, `threads ${args.join(" ")}`)
        assert.include(stdout, "--profile")
      }
    }),
  )
})

describe("threads auth login at a terminal", () => {
  const name = ["User name", "canary-user\r"] as const

  it.live("asks for both, and shows nothing of the password, not even how long it is", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const seen = new Set<string>()
      for (const password of ["canary-password", "x"]) {
        const ended = yield* inTerminal(["auth", "login"], [name, ["Password", `${password}\r`]], user.env)
        assert.deepStrictEqual([ended.code, ended.echoes], [0, true])
        assert.notInclude(ended.seen, "canary-password")
        assert.notInclude(ended.seen, "*")
        seen.add(ended.seen.trimEnd().split("\n").at(-1) ?? "")
        assert.include(user.read("credentials.toml"), stored("canary-user", password))
      }
      assert.strictEqual(seen.size, 1)
    }),
  )

  it.live.each([
    ["at the first question", [["User name", "can\u0003"]]],
    ["at the password", [name, ["Password", "canary-pass\u0003"]]],
    ["at the password with Ctrl-D", [name, ["Password", "canary-pass\u0004"]]],
  ] as const)("given up %s ends with 130, leaves the terminal as it was, and stores nothing", ([, keys]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const ended = yield* inTerminal(["auth", "login"], keys, user.env)
      assert.deepStrictEqual([ended.code, ended.echoes], [130, true])
      assert.notInclude(ended.seen, "canary-pass")
      assert.isFalse(user.has("credentials.toml"))
    }),
  )

  it.live("does not take a password that is typed for --password-stdin", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const ended = yield* inTerminal(login, [], user.env)
      assert.strictEqual(ended.code, 2)
      assert.include(ended.seen, "standard input is a terminal; pipe the password in")
    }),
  )
})

describe("the system's keychain", () => {
  /** A copy of the program beside a keychain that does as it is told, since not every machine has one. */
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

  it.live("keeps the credentials where there is one, instead of the file", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      const server = yield* answering
      const options = { env: { ...user.env, ...bus }, program: programWith(user.home, working(user.home)) }
      user.write("credentials.toml", stored("old", "older"))
      const stored1 = yield* run(login, { ...options, stdin: "canary-password\n" })
      assert.deepStrictEqual(stored1.stderr, "Stored the credentials of profile default in the system's keychain.\n")
      assert.notInclude(user.read("credentials.toml"), "old")
      assert.notInclude(user.read("credentials.toml"), "canary")
      assert.match((yield* run(["auth", "status"], options)).stdout, /^user name +keychain\npassword +keychain$/m)
      // What another program put into the file does not count beside it.
      user.write("credentials.toml", stored("old", "older"))
      assert.strictEqual((yield* run([...list, server.baseUrl], options)).code, 0)
      assert.deepStrictEqual(askers(server.requests), ["canary-user:canary-password"])
      assert.strictEqual(
        (yield* run(["auth", "logout"], options)).stderr,
        "Removed the credentials of profile default.\n",
      )
      assert.strictEqual((yield* run(["auth", "status"], options)).code, 3)
    }),
  )

  const broken: ReadonlyArray<readonly [name: string, keyring: string | undefined]> = [
    ["is not installed", undefined],
    ["cannot be loaded", 'throw new Error("canary-user no binding for this machine")'],
    ["refuses", 'export class Entry { constructor() { throw new Error("canary-user locked") } }'],
    ["crashes", "process.kill(process.pid, 'SIGSEGV')\nexport class Entry {}"],
  ]
  it.live.each(broken)("that %s is done without: the file keeps the credentials", ([, keyring]) =>
    Effect.gen(function* () {
      const user = yield* userHome
      const options = { env: { ...user.env, ...bus }, program: programWith(user.home, keyring) }
      const first = yield* run(login, { ...options, stdin: "canary-password" })
      assert.deepStrictEqual(
        [first.code, first.stderr],
        [0, `Stored the credentials of profile default in ${user.path("credentials.toml")}, for want of a keychain.\n`],
      )
      const status = yield* run(["auth", "status"], options)
      assert.deepStrictEqual([status.code, status.stderr], [0, ""])
      assert.include(status.stdout, user.path("credentials.toml"))
      const last = yield* run(["auth", "logout"], options)
      assert.deepStrictEqual(
        [last.code, last.stderr],
        [
          0,
          "The system's keychain could not be asked; what it may hold is still there.\nRemoved the credentials of profile default.\n",
        ],
      )
      assert.strictEqual((yield* run(["auth", "status"], options)).code, 3)
    }),
  )

  it.live("that hangs is given five seconds, and then done without", () =>
    Effect.gen(function* () {
      const user = yield* userHome
      user.write("credentials.toml", stored("canary-user", "canary-password"))
      const path = join(user.home, "bus")
      yield* Effect.acquireRelease(
        Effect.callback<ReturnType<typeof createServer>>((resume) => {
          const silent = createServer(() => {}).listen(path, () => resume(Effect.succeed(silent)))
        }),
        (silent) => Effect.sync(() => silent.close()),
      )
      const started = Date.now()
      // The real one, on a bus that accepts and never answers.
      const env = { ...user.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` }
      const ended = yield* run(["auth", "status"], { env })
      assert.strictEqual(ended.code, 0, ended.stderr)
      assert.strictEqual(ended.stderr, "The system's keychain did not answer within 5 seconds.\n")
      assert.include(ended.stdout, user.path("credentials.toml"))
      assert.isAbove(Date.now() - started, 4_900)
      assert.isBelow(Date.now() - started, 12_000)
    }),
  )
})
