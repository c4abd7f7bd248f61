import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { http, rawServer } from "./rawServer.ts"
import { runThreads, startThreads } from "./runThreads.ts"

/** The threads that the test service has of a customer: none to four, each with an id of its own. */
export const threadsOf = (customer: string) => {
  const number = Number(/\d+$/.exec(customer)?.[0] ?? 0)
  return Array.from({ length: number % 5 }, (_, at) => ({
    id: number * 10 + at,
    archived: false,
    closed: at % 2 === 0,
    departmentUuid: "d",
    userUuid: "ünïcode-漢字",
    customerUuid: customer,
  }))
}

export const responseFor = (customerThreads: ReadonlyArray<unknown>) =>
  http(200, JSON.stringify({ customerThreads, requestUUID: "r", errors: [], warnings: [] }))

/** A slow service that counts. A response may be another than the customer's threads. */
export const customersServer = Effect.fnUntraced(function* (
  options: {
    readonly delay?: (count: number) => number
    readonly response?: (customer: string, count: number) => string | undefined
    readonly asked?: (count: number) => void
  } = {},
) {
  const seen = { now: 0, most: 0, at: [] as Array<number>, customers: [] as Array<string> }
  const server = yield* rawServer((socket, { requestLine }, count) => {
    const customer = requestLine.split("/")[5]!
    seen.customers.push(customer)
    seen.at.push(performance.now())
    seen.now += 1
    seen.most = Math.max(seen.most, seen.now)
    options.asked?.(count)
    setTimeout(() => {
      seen.now -= 1
      socket.write(options.response?.(customer, count) ?? responseFor(threadsOf(customer)))
    }, options.delay?.(count) ?? 0)
  })
  return { ...server, seen }
})

export const customers = (count: number) => Array.from({ length: count }, (_, at) => `c-${at + 1}`)

/** A directory of its own for each test, with a list of customers. */
export const exportFolder = (ids: ReadonlyArray<string>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const folder = mkdtempSync(`${tmpdir()}/threads-export-`)
      writeFileSync(`${folder}/customers.txt`, ids.map((id) => `${id}\n`).join(""))
      return folder
    }),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
  )

const secrets = { THREADS_USERNAME: "canary-user", THREADS_PASSWORD: "canary-password" }

const argsOf = (folder: string, more: ReadonlyArray<string>) => [
  "export",
  ...["--department", "d"],
  ...(more.includes("--customers") ? [] : ["--customers", `${folder}/customers.txt`]),
  ...(more.includes("--output") ? [] : ["--output", `${folder}/out.ndjson`]),
  ...more,
]

type Options = NonNullable<Parameters<typeof startThreads>[1]>

const settings = (baseUrl: string, options: Options): Options => ({
  ...options,
  env: { ...secrets, THREADS_BASE_URL: baseUrl, THREADS_ATTEMPTS: "1", ...options.env },
})

/** Starts an export of the folder's customers to its `out.ndjson`, unless the arguments say otherwise. */
export const startExport = (baseUrl: string, folder: string, args: ReadonlyArray<string> = [], options: Options = {}) =>
  startThreads(argsOf(folder, args), settings(baseUrl, options))

/** The same, to its end. */
export const runExport = Effect.fnUntraced(function* (
  baseUrl: string,
  folder: string,
  args: ReadonlyArray<string> = [],
  options: Options = {},
) {
  const ended = yield* runThreads(argsOf(folder, args), settings(baseUrl, options))
  assert.strictEqual(ended.stdout, "")
  assert.notInclude(ended.stderr, "canary")
  return ended
})

export const linesOf = (file: string) => readFileSync(file, "utf8").split("\n").slice(0, -1)

/** Holds a finished NDJSON file to be each customer's threads exactly once, in one piece and in their order. */
export const assertExactlyOnce = (file: string, ids: ReadonlyArray<string>) => {
  const pieces = new Map<string, Array<number>>()
  let last = ""
  for (const line of linesOf(file)) {
    const { customerUuid, id } = JSON.parse(line) as { customerUuid: string; id: number }
    assert.isTrue(customerUuid === last || !pieces.has(customerUuid), `${customerUuid} is in two places`)
    pieces.set(customerUuid, [...(pieces.get(customerUuid) ?? []), id])
    last = customerUuid
  }
  const expected = ids.map((id) => [id, threadsOf(id).map((thread) => thread.id)] as const)
  assert.deepStrictEqual(
    Object.fromEntries(pieces),
    Object.fromEntries(expected.filter(([, threads]) => threads.length > 0)),
  )
}
