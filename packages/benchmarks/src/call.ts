import { deepStrictEqual } from "node:assert/strict"
import { ThreadRepository } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { encodeThread } from "@customer-threads/http-api"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import axios from "axios"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import got from "got"
import ky from "ky"
import { request } from "undici"
import { alternate } from "./alternate.ts"
import { type Benchmark, timeRow } from "./Row.ts"
import { authorization, credentials, path, query, requestBody, response } from "./sampleCall.ts"
import { ownServer, withServers } from "./withServers.ts"

const CONCURRENCY = 16

type Call = () => Promise<unknown>

/** The calls of others: a POST with a JSON body and Basic credentials, and the response as JSON. */
const otherCalls = (url: string) => {
  const headers = { authorization, accept: "application/json" }
  const typed = { ...headers, "content-type": "application/json" }
  return {
    undici: async () => {
      const { body } = await request(url, { method: "POST", headers: typed, body: JSON.stringify(requestBody) })
      return JSON.parse(await body.text())
    },
    fetch: async () => {
      const fetched = await fetch(url, { method: "POST", headers: typed, body: JSON.stringify(requestBody) })
      return fetched.json()
    },
    axios: async () => (await axios.post(url, requestBody, { headers })).data,
    got: () => got.post(url, { headers, json: requestBody }).json(),
    ky: () => ky.post(url, { headers, json: requestBody }).json(),
  } satisfies Record<string, Call>
}

/** Measures the time per call in nanoseconds if `CONCURRENCY` calls run at a time. */
const timeOf = async (call: Call, calls: number): Promise<number> => {
  let left = calls
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await call()
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  return ((performance.now() - start) / calls) * 1_000_000
}

export const call: Benchmark = {
  title: "Call the endpoint",
  note: "From one process to another on this machine. Ours validates the response and gives domain threads; the others give JSON.",
  run: (small) =>
    withServers({ bare: ownServer("bare") }, async ({ bare }) => {
      const origin = `http://127.0.0.1:${bare}`
      const settings = { baseUrl: `${origin}/communications`, credentials, concurrency: CONCURRENCY }
      const layer = Layer.provide(HttpThreadRepository.layer(settings), NodeHttpClient.layerUndici)
      const runtime = ManagedRuntime.make(layer)
      const repository = await runtime.runPromise(ThreadRepository)
      const ours = () => Effect.runPromise(repository.list(query))
      const calls = { ours, ...otherCalls(origin + path) }
      const { ours: _, ...others } = calls
      deepStrictEqual((await ours()).threads.map(encodeThread), response.customerThreads)
      for (const other of Object.values<Call>(others)) deepStrictEqual(await other(), response)

      const turn = (one: Call) => ({ take: () => timeOf(one, small ? 64 : 400) })
      const turns = {
        ours: turn(calls.ours),
        undici: turn(calls.undici),
        fetch: turn(calls.fetch),
        axios: turn(calls.axios),
        got: turn(calls.got),
        ky: turn(calls.ky),
      }
      for (const { take } of Object.values(turns)) await take()
      const { ours: time, undici, ...times } = await alternate(turns, small ? 3 : 21)
      await runtime.dispose()
      return [
        timeRow({
          what: `a call for 20 threads, ${CONCURRENCY} at a time, over Effect's undici layer`,
          baseline: "undici.request and JSON.parse",
          floor: undici,
          ours: time,
          atMost: 2.8,
          others: times,
        }),
      ]
    }),
}
