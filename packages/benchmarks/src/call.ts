import { deepStrictEqual } from "node:assert/strict"
import { ThreadRepository } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { threadToJson } from "@customer-threads/http-api"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import axios from "axios"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import got from "got"
import ky from "ky"
import { request } from "undici"
import { transport } from "../../cli/src/service/transport.ts"
import { alternate } from "./alternate.ts"
import { atMost, type Benchmark, nanoseconds, type Outcome, over, type Row } from "./Row.ts"
import { authorization, credentials, path, query, requestBody, response } from "./sampleCall.ts"
import { withServers } from "./withServers.ts"

const concurrency = 16

type Call = () => Promise<unknown>

/** Everyone's way to the JSON of the answer: a POST with a JSON body and Basic credentials. */
const peersOf = (url: string) => {
  const headers = { authorization, accept: "application/json" }
  const typed = { ...headers, "content-type": "application/json" }
  return {
    undici: async () => {
      const { body } = await request(url, { method: "POST", headers: typed, body: JSON.stringify(requestBody) })
      return JSON.parse(await body.text())
    },
    fetch: async () => {
      const answer = await fetch(url, { method: "POST", headers: typed, body: JSON.stringify(requestBody) })
      return answer.json()
    },
    axios: async () => (await axios.post(url, requestBody, { headers })).data,
    got: () => got.post(url, { headers, json: requestBody }).json(),
    ky: () => ky.post(url, { headers, json: requestBody }).json(),
  } satisfies Record<string, Call>
}

/** What a call takes in nanoseconds when so many are under way, from the first to the last of them. */
const timeOf = async (call: Call, calls: number): Promise<number> => {
  let left = calls
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await call()
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: concurrency }, worker))
  return ((performance.now() - start) / calls) * 1_000_000
}

/** Makes the adapter for an address over a client, and a function that ends it. */
const adapterAt = async (origin: string, client: Layer.Layer<HttpClient.HttpClient>) => {
  const settings = { baseUrl: `${origin}/communications`, credentials, concurrency }
  const runtime = ManagedRuntime.make(Layer.provide(HttpThreadRepository.layer(settings), client))
  const repository = await runtime.runPromise(ThreadRepository)
  const list = () => Effect.runPromise(repository.list(query))
  deepStrictEqual((await list()).threads.map(threadToJson), response.customerThreads)
  return { list, end: () => runtime.dispose() }
}

const measureCalls = (small: boolean) =>
  withServers(["bare"], async ({ bare }) => {
    const origin = `http://127.0.0.1:${bare}`
    const overUndici = await adapterAt(origin, NodeHttpClient.layerUndici)
    const overNode = await adapterAt(origin, transport)
    const peers = peersOf(origin + path)
    for (const peer of Object.values<Call>(peers)) deepStrictEqual(await peer(), response)
    const calls = small ? 64 : 400
    const everyone: Record<string, Call> = { ours: overUndici.list, program: overNode.list, ...peers }
    const turns = Object.entries(everyone).map(([name, one]) => [name, { take: () => timeOf(one, calls) }] as const)
    for (const [, { take }] of turns) await take()
    const medians = await alternate(Object.fromEntries(turns), small ? 3 : 21)
    for (const { end } of [overUndici, overNode]) await end()
    return medians as Record<"ours" | "program" | keyof typeof peers, number>
  })

export const call: Benchmark = {
  title: "Calling the endpoint",
  note: "From one process to another on this machine, with every protection on. Ours gives domain threads that were checked, the others whatever JSON there is.",
  run: async (small): Promise<Outcome> => {
    const { ours, program, undici, ...others } = await measureCalls(small)
    const row = (what: string, time: number): Row => ({
      what: `20 threads, ${concurrency} calls at once, ${what}`,
      floor: `undici.request and JSON.parse (${nanoseconds(undici)})`,
      ratio: time / undici,
      figure: `${nanoseconds(time)} a call`,
    })
    return {
      rows: [
        { ...row("over Effect's undici layer", ours), aim: atMost(ours / undici, 2.8), others: over(undici, others) },
        row("over the program's own transport", program),
      ],
    }
  },
}
