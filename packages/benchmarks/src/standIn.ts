import { deepStrictEqual } from "node:assert/strict"
import { alternate } from "./alternate.ts"
import { atLeast, type Benchmark, type Outcome, over } from "./Row.ts"
import { authorization, path, requestBody, response } from "./sampleCall.ts"
import { throughputOf } from "./throughputOf.ts"
import { withServers } from "./withServers.ts"

const connections = 32

const body = JSON.stringify(requestBody)

const request = Buffer.from(
  [
    `POST ${path} HTTP/1.1`,
    "host: 127.0.0.1",
    `authorization: ${authorization}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n"),
)

/** That a server answers what is asked, but for the identity of the request. */
const compare = async (port: number): Promise<void> => {
  const headers = { authorization, "content-type": "application/json" }
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", headers, body })
  const { requestUUID, ...rest } = (await answer.json()) as typeof response
  deepStrictEqual({ ...rest, requestUUID: response.requestUUID }, response)
  deepStrictEqual(requestUUID.length, response.requestUUID.length)
}

const names = ["bare", "standIn", "byHand", "express", "fastify", "hono"] as const

const throughputs = (small: boolean) =>
  withServers(names, async (ports) => {
    const load = { connections, requests: small ? 100 : 2_000 }
    const turns = []
    for (const name of names) {
      await compare(ports[name])
      const take = () => throughputOf(ports[name], request, load)
      await take()
      turns.push([name, { take }] as const)
    }
    const medians = await alternate(Object.fromEntries(turns), small ? 3 : 21)
    return medians as Record<(typeof names)[number], number>
  })

export const standIn: Benchmark = {
  title: "Serving the endpoint",
  note: "Requests a second; here a larger ratio is the better one. The others read the JSON, check the credentials by comparing a header, and answer with the very query, store and text of the stand-in; by hand, node:http does that and nothing else, without a limit, a fault or a reason for what it refuses.",
  run: async (small): Promise<Outcome> => {
    const { bare, byHand, standIn: ours, ...frameworks } = await throughputs(small)
    const others = { "node:http by hand": byHand, ...frameworks }
    return {
      rows: [
        {
          what: `20 threads of 100, over ${connections} connections`,
          floor: "node:http sending the same bytes, whatever is asked",
          ratio: ours / bare,
          aim: atLeast(ours / bare, 0.6),
          largerIsBetter: true,
          others: over(bare, others),
          figure: `${ours.toFixed(0)} a second (node:http: ${bare.toFixed(0)})`,
        },
      ],
    }
  },
}
