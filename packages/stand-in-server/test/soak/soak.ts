import { spawn } from "node:child_process"
import { Agent } from "node:http"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { ThreadQuery } from "@customer-threads/domain"
import { expectedThreads } from "@customer-threads/domain/testing"
import { encodeRequest, encodeThread } from "@customer-threads/http-api"
import { generateThreads } from "@customer-threads/stand-in-server"
import type { Random } from "effect"
import { chance, seededRandom } from "../../src/random/seededRandom.ts"
import { post, writeRaw } from "./soakClient.ts"

/** Counts of a run. */
export interface SoakReport {
  readonly requests: number
  readonly correct: number
  readonly faults: number
  readonly refused: number
  readonly malformed: number
  /** The first ten wrong responses. */
  readonly wrong: ReadonlyArray<string>
  readonly heapBefore: number
  readonly heapAfter: number
  readonly seconds: number
}

const threads = generateThreads({ seed: 1, threads: 20_000, customers: 1_000 })

const pick = <A>(random: Random.Random, values: ReadonlyArray<A>): A =>
  values[Math.floor(random.nextDoubleUnsafe() * values.length)] as A

const questions = Array.from({ length: 40 }, (_, at) => {
  const { customerUuid, departmentUuid } = threads[at * 7]!
  const query = new ThreadQuery({
    customerUuid,
    departmentUuid,
    ...(at % 3 === 0 ? { isClosed: at % 2 === 0 } : {}),
    ...(at % 4 === 0 ? { sortOrder: "ASC" as const } : {}),
    ...(at % 5 === 0 ? { maxResults: 3 } : {}),
  })
  return {
    path: `/communications/departments/${departmentUuid}/customers/${customerUuid}/threads`,
    body: JSON.stringify(encodeRequest(query)),
    expected: JSON.stringify(expectedThreads(threads, query).map(encodeThread)),
  }
})

const faults = [
  "status=503",
  "rate-limit=1s",
  "html",
  "content-type=text/plain",
  "malformed",
  "errors",
  "warnings",
  "reset",
  "truncate",
  "drip=20ms",
  "latency=uniform(0ms,20ms)",
]
const bad = ["{", "[]", '{"isClose":true}', '{"maxResults":-1}', ""]
const raw = [
  "GET / HTTP/1.1\r\n\r\n",
  "\u0000\u0001\r\n\r\n",
  "POST /x HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
]

/** Starts the server in its own process. */
const startServer = async () => {
  const child = spawn(
    process.execPath,
    ["--expose-gc", "--conditions=@customer-threads/source", fileURLToPath(new URL("soakServer.ts", import.meta.url))],
    { stdio: ["pipe", "pipe", "inherit"] },
  )
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async () => String((await lines.next()).value)
  const url = new URL(await line())
  return {
    url,
    heap: async () => {
      child.stdin.write("\n")
      return Number(await line())
    },
    isAlive: () => child.exitCode === null,
    stop: () => child.kill("SIGKILL"),
  }
}

/**
 * Sends requests to a stand-in over many connections: good requests in a few sessions, one in ten with a fault, one in
 * twenty wrong, and one in a hundred malformed. Every list without a fault must match the specification.
 */
export const soak = async (seconds: number, connections: number): Promise<SoakReport> => {
  const server = await startServer()
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const counts = { requests: 0, correct: 0, faults: 0, refused: 0, malformed: 0 }
  const wrong: Array<string> = []
  const expect = (isRight: boolean, what: string) => {
    if (!isRight && wrong.length < 10) wrong.push(what)
  }

  const one = async (random: Random.Random) => {
    counts.requests += 1
    const question = pick(random, questions)
    const url = `${server.url.origin}${question.path}`
    const session = { "x-threads-session": `soak-${Math.floor(random.nextDoubleUnsafe() * 8)}` }
    if (chance(random, 1)) {
      counts.malformed += 1
      return writeRaw(Number(server.url.port), pick(random, raw))
    }
    if (chance(random, 5)) {
      counts.refused += 1
      const response = await post(agent, url, pick(random, bad), session)
      return expect(response?.status === 400, `a wrong body got ${response?.status}`)
    }
    if (chance(random, 10)) {
      counts.faults += 1
      const fault = pick(random, faults)
      const response = await post(agent, url, question.body, { ...session, "x-threads-fault": fault })
      const isCut = fault === "reset" || fault === "truncate"
      return expect((response === undefined) === isCut, `${fault} got ${response?.status}`)
    }
    const response = await post(agent, url, question.body, session)
    const list = response?.status === 200 ? JSON.stringify(JSON.parse(response.text).customerThreads) : undefined
    if (list === question.expected) counts.correct += 1
    else expect(false, `a list got ${response?.status} and is not as specified`)
  }

  const worker = async (seed: string, until: number) => {
    const random = seededRandom(seed)
    while (performance.now() < until && server.isAlive()) await one(random)
  }
  const run = (length: number) =>
    Promise.all(
      Array.from({ length: connections }, (_, at) => worker(`${length} ${at}`, performance.now() + length * 1_000)),
    )

  try {
    // Warm first, with every session's list of requests full.
    await run(Math.min(10, seconds))
    const heapBefore = await server.heap()
    const start = performance.now()
    await run(seconds)
    const heapAfter = await server.heap()
    expect(server.isAlive(), "the server has ended")
    return { ...counts, wrong, heapBefore, heapAfter, seconds: (performance.now() - start) / 1_000 }
  } finally {
    agent.destroy()
    server.stop()
  }
}
