import { execFile } from "node:child_process"
import { cpSync, existsSync, readdirSync, statSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { cases } from "../../../../test/support/depth.ts"
import {
  assertExactlyOnce,
  customers,
  customersServer,
  exportFolder,
  linesOf,
  responseFor,
  runExport,
  startExport,
  threadsOf,
} from "../../../../test/support/exporting.ts"
import { http } from "../../../../test/support/rawServer.ts"
import { seeded } from "../../../http-adapter/test/faults/seeded.ts"

const program = fileURLToPath(new URL("../../bin/threads.cjs", import.meta.url))

/** Arguments of Node that kill the program at one of its operations on the files of an export. A write is done by half before. */
const killedAt = (operation: number) => [
  "--import",
  `data:text/javascript,${encodeURIComponent(`
    import fs from "node:fs"
    import { syncBuiltinESMExports } from "node:module"
    let left = ${operation}
    for (const name of ["open", "write", "fsync", "ftruncate", "rename", "rm"]) {
      const real = fs[name]
      fs[name] = (...args) => {
        if (typeof args[0] === "number" || /out\\.ndjson(?!\\.lock)/.test(String(args[0]))) {
          if (left === 0) {
            if (name === "write") fs.writeSync(args[0], args[1].subarray(0, args[1].length / 2), 0, null, args[4])
            process.kill(process.pid, "SIGKILL")
          }
          left -= 1
        }
        return real(...args)
      }
    }
    syncBuiltinESMExports()
  `)}`,
]

const assertFinished = (folder: string, ids: ReadonlyArray<string>) => {
  assertExactlyOnce(`${folder}/out.ndjson`, ids)
  assert.deepStrictEqual(readdirSync(folder).toSorted(), ["customers.txt", "out.ndjson"])
}

const isOver = (folder: string) => existsSync(`${folder}/out.ndjson`) && !existsSync(`${folder}/out.ndjson.journal`)

/** The distance between the operations at which runs are killed. Outside CI it is 17, so that every kind is met. */
const step = cases(17, 1)

/** Kills runs at one operation after another, until a run has no more operations, and resumes each. */
const killedAtEach = Effect.fnUntraced(function* (
  ids: ReadonlyArray<string>,
  baseUrl: string,
  args: ReadonlyArray<string>,
  prepare: (folder: string) => void = () => {},
) {
  const killed = Effect.fnUntraced(function* (operation: number) {
    const folder = yield* exportFolder(ids)
    prepare(folder)
    const { code } = yield* runExport(baseUrl, folder, args, { node: killedAt(operation) })
    if (code !== 0) {
      assert.isNull(code)
      const resumed = yield* runExport(baseUrl, folder, ["--resume"])
      assert.strictEqual(resumed.code, 0, `killed at ${operation}: ${resumed.stderr}`)
    }
    assertFinished(folder, ids)
    return code
  }, Effect.scoped)
  for (let operation = 0; ; operation += 3 * step) {
    const operations = [operation, operation + step, operation + 2 * step]
    const codes = yield* Effect.forEach(operations, killed, { concurrency: 3 })
    if (codes.includes(0)) return operation + step * codes.indexOf(0)
  }
})

// Most of the time they wait.
describe.concurrent("threads export, killed", () => {
  it.live("at any operation on its files and resumed, has each customer exactly once", () =>
    Effect.gen(function* () {
      const server = yield* customersServer()
      const operations = yield* killedAtEach(customers(4), server.baseUrl, [])
      assert.isAbove(operations, 10)
    }),
  )

  it.live("at any operation while it resumes a file that was finished, has each customer exactly once", () =>
    Effect.gen(function* () {
      const ids = customers(4)
      // It has responded for each customer once when the first run is over.
      const { baseUrl } = yield* customersServer({
        response: (customer, count) => (customer === "c-3" && count <= 4 ? http(422, "") : undefined),
      })
      const begun = yield* exportFolder(ids)
      assert.strictEqual((yield* runExport(baseUrl, begun)).code, 4)
      const operations = yield* killedAtEach(ids, baseUrl, ["--resume"], (folder) => {
        cpSync(begun, folder, { recursive: true })
      })
      assert.isAbove(operations, 10)
    }),
  )

  it.live("at any moments, again and again, has each customer exactly once", () =>
    Effect.gen(function* () {
      const ids = customers(60)
      const random = seeded(2026).next
      let kills = 0
      yield* Effect.forEach(
        Array.from({ length: cases(2, 20) }, (_, run) => run),
        () =>
          Effect.gen(function* () {
            const folder = yield* exportFolder(ids)
            let kill = () => {}
            let killAt = 0
            const server = yield* customersServer({
              delay: () => 5 + random() * 40,
              asked: (count) => count === killAt && setTimeout(() => kill(), random() * 60),
            })
            for (let runs = 0; ; runs += 1) {
              // One time in three nothing is in the way.
              killAt = runs < 2 && random() < 0.8 ? server.requests.length + 1 + Math.floor(random() * 60) : 0
              const { child, ended } = yield* startExport(server.baseUrl, folder, ["--resume"])
              kill = () => child.kill("SIGKILL")
              const { code, stderr } = yield* ended
              if (code === 0) break
              assert.isNull(code, stderr)
              kills += 1
              // Killed between its last operation and its end, it has nothing left to do.
              if (isOver(folder)) break
            }
            assertFinished(folder, ids)
          }).pipe(Effect.scoped),
        { concurrency: 3 },
      )
      assert.isAbove(kills, cases(0, 10))
    }),
  )
})

describe("threads export", () => {
  it.live("ends at SIGINT with 130, before its requests do, and prints how to continue", () =>
    Effect.gen(function* () {
      const ids = customers(200)
      const server = yield* customersServer({ delay: (count) => (count > 60 ? 60_000 : 10) })
      const folder = yield* exportFolder(ids)
      const { child, ended } = yield* startExport(server.baseUrl, folder)
      yield* Effect.sleep("20 millis").pipe(Effect.repeat({ until: () => server.requests.length > 60 }))
      const start = performance.now()
      child.kill("SIGINT")
      const { code, stderr } = yield* ended
      assert.isBelow(performance.now() - start, 30_000)
      assert.strictEqual(code, 130)
      const [, exported] = /^Interrupted: (\d+) of 200 customers [^\n]*--resume\.\n$/.exec(stderr) ?? []
      assert.lengthOf(linesOf(`${folder}/out.ndjson.journal`), 2 + Number(exported))
    }),
  )

  it.live("redraws its progress in one line of a terminal, whatever its width", () =>
    Effect.gen(function* () {
      const folder = yield* exportFolder(customers(30))
      const server = yield* customersServer({ delay: () => 200 })
      for (const width of cases([16, 120], [16, 50, 120])) {
        const args = [program, "export", "--force", "--department", "d", "--customers", `${folder}/customers.txt`]
        const text = yield* inTerminal(width, [process.execPath, ...args, "--output", `${folder}/out.ndjson`], {
          THREADS_BASE_URL: server.baseUrl,
        })
        const [summary, ...drawn] = text.split(clear).slice(1).reverse()
        assert.match(summary!, /^Exported 30 of 30 customers [^\n]+\r\n$/)
        assert.isAtLeast(drawn.length, 5)
        for (const line of drawn) {
          assert.isBelow(line.length, width)
          assert.match(line, /^([█░]+ {2})?\d+%( {2}[\d/.smh]+( left)?)*$/)
        }
        assert.strictEqual(
          drawn.some((line) => line.includes("█")),
          width > 16,
          text,
        )
      }
    }),
  )

  it.live.each([60, 400])(
    "prints in one line that the disk is full, and resumes when there is room (%i customers)",
    (count) =>
      Effect.gen(function* () {
        // Few are written at the end, all at once.
        const ids = customers(count)
        const folder = yield* exportFolder(ids)
        const server = yield* customersServer()
        const args = ["export", "--department", "d", "--customers", `${folder}/customers.txt`]
        const command = [process.execPath, program, ...args, "--output", `${folder}/out.ndjson`]
        const env = { ...secrets, NODE_DISABLE_COMPILE_CACHE: "1", THREADS_BASE_URL: server.baseUrl }
        // Files of more than 8 KiB are refused by the system.
        const limited = ["--norc", "-c", 'trap "" XFSZ; ulimit -f 8; exec "$@"', "bash", ...command]
        const ended = yield* Effect.promise(() =>
          promisify(execFile)("bash", limited, { env }).then(
            () => assert.fail("it was written all the same"),
            (error: { readonly code: number; readonly stderr: string }) => error,
          ),
        )
        assert.strictEqual(ended.code, 5)
        assert.match(ended.stderr, /^threads: \S+\.part [^\n]*--resume\.\n$/)
        assert.strictEqual((yield* runExport(server.baseUrl, folder, ["--resume"])).code, 0)
        assertFinished(folder, ids)
      }),
  )

  it.live("needs no more memory for many threads than for few", () =>
    Effect.gen(function* () {
      const ids = customers(400)
      const folder = yield* exportFolder(ids)
      const response = (customerUuid: string) =>
        responseFor(Array.from({ length: 300 }, (_, id) => ({ ...threadsOf("c-1")[0], customerUuid, id })))
      const server = yield* customersServer({ response })
      const ended = yield* runExport(server.baseUrl, folder, [], { node: ["--max-old-space-size=48"] })
      assert.strictEqual(ended.code, 0, ended.stderr)
      assert.include(ended.stderr, "with 120,000 threads")
      assert.isAbove(statSync(`${folder}/out.ndjson`).size, 12 * 1024 * 1024)
    }),
  )
})

const clear = "\r\u001b[K"
const secrets = { THREADS_USERNAME: "canary-user", THREADS_PASSWORD: "canary-password", PATH: process.env.PATH ?? "" }

/** Everything that a program prints in a terminal of so many columns. */
const inTerminal = (columns: number, command: ReadonlyArray<string>, env: Record<string, string>) => {
  const code = `
import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", 24, ${columns}, 0, 0))
    os.execv(sys.argv[1], sys.argv[1:])
while True:
    try:
        data = os.read(fd, 65536)
    except OSError:
        break
    if not data:
        break
    os.write(1, data)
`
  return Effect.promise(() =>
    promisify(execFile)("python3", ["-c", code, ...command], { env: { ...secrets, TERM: "xterm", ...env } }),
  ).pipe(Effect.map(({ stdout }) => stdout))
}
