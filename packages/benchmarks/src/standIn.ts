import { deepStrictEqual } from "node:assert/strict"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { encodeThread } from "@customer-threads/http-api"
import { alternate } from "./alternate.ts"
import { type Benchmark, formatRatio } from "./Row.ts"
import { authorization, path, query, requestBody, response, threads } from "./sampleCall.ts"
import { throughputOf } from "./throughputOf.ts"
import { ownServer, packageServer, withServers } from "./withServers.ts"

const CONNECTIONS = 32
const AT_LEAST = 3

const openApi = new URL("../../http-api/openapi.json", import.meta.url)

const body = JSON.stringify(requestBody)

const post = [
  `POST ${path} HTTP/1.1`,
  "host: 127.0.0.1",
  `authorization: ${authorization}`,
  "content-type: application/json",
  `content-length: ${Buffer.byteLength(body)}`,
  "",
  body,
].join("\r\n")

/** The same query in json-server's own terms. */
const search = new URLSearchParams({
  departmentUuid: query.departmentUuid,
  customerUuid: query.customerUuid,
  archived: "false",
  _sort: "lastMessageOn,id",
  _order: "desc,desc",
  _limit: "20",
})

const get = [`GET /threads?${search} HTTP/1.1`, "host: 127.0.0.1", "", ""].join("\r\n")

interface OpenApi {
  readonly paths: Record<
    string,
    { post: { responses: { "200": { content: { "application/json": { schema: object; example?: object } } } } } }
  >
}

/** Our OpenAPI file with the sample response as the example of a response: for Prism beside the schema, for Mockoon in it. */
const openApiWithExample = (): OpenApi => {
  const document: OpenApi = JSON.parse(readFileSync(openApi, "utf8"))
  for (const { post } of Object.values(document.paths)) {
    const { content } = post.responses["200"]
    const schema = { allOf: [content["application/json"].schema], example: response }
    content["application/json"] = { schema, example: response }
  }
  return document
}

/** json-server sorts a thread without the field first. An empty text is the smallest, as the endpoint has it. */
const database = { threads: threads.map((thread) => ({ lastMessageOn: "", ...encodeThread(thread) })) }

const serversIn = async (folder: string) => {
  writeFileSync(join(folder, "openapi.json"), JSON.stringify(openApiWithExample()))
  writeFileSync(join(folder, "database.json"), JSON.stringify(database))
  const host = "127.0.0.1"
  return {
    ours: ownServer("standIn"),
    "json-server": await packageServer(import.meta.resolve("json-server/lib/cli/bin.js"), folder, (port) => [
      ...["database.json", "--quiet", "--host", host, "--port", `${port}`],
    ]),
    Prism: await packageServer(import.meta.resolve("@stoplight/prism-cli/dist/index.js"), folder, (port) => [
      ...["mock", "openapi.json", "--multiprocess=false", "--verboseLevel", "silent", "-h", host, "-p", `${port}`],
    ]),
    Mockoon: await packageServer(import.meta.resolve("@mockoon/cli/bin/run.js"), folder, (port) => [
      ...["start", "-d", "openapi.json", "-X", "--disable-admin-api", "-l", host, "-p", `${port}`],
    ]),
  }
}

const requests = { ours: post, "json-server": get, Prism: post, Mockoon: post }

type Name = keyof typeof requests

/** Checks that a server responds with the sample's threads. */
const compare = async (port: number, request: string): Promise<void> => {
  const headers = { authorization, "content-type": "application/json" }
  const [method = "", target] = request.split(" ", 2)
  const init = method === "POST" ? { method, headers, body } : {}
  const json: unknown = await (await fetch(`http://127.0.0.1:${port}${target}`, init)).json()
  const list = Array.isArray(json) ? json : (json as typeof response).customerThreads
  deepStrictEqual(list, response.customerThreads)
}

const measureThroughputs = async (folder: string, small: boolean): Promise<Record<Name, number>> =>
  withServers(await serversIn(folder), async (ports) => {
    const load = { connections: CONNECTIONS, requests: small ? 100 : 2_000 }
    const turn = (name: Name) => ({ take: () => throughputOf(ports[name], Buffer.from(requests[name]), load) })
    for (const name of Object.keys(requests) as Array<Name>) {
      await compare(ports[name], requests[name])
      await turn(name).take()
    }
    return alternate(
      {
        ours: turn("ours"),
        "json-server": turn("json-server"),
        Prism: turn("Prism"),
        Mockoon: turn("Mockoon"),
      },
      small ? 3 : 11,
    )
  })

const perSecond = (value: number): string => `${value.toFixed(0)} requests/s`

export const standIn: Benchmark = {
  title: "Serve the endpoint",
  note: `All respond with the same 20 threads, over ${CONNECTIONS} connections. Ours and json-server search 2,000 threads; json-server takes the query as its own parameters, and checks no credentials. Prism and Mockoon read our OpenAPI file and respond with its example, which is the response of the stand-in. All log as little as they can: Mockoon alone still logs each request.`,
  needs: openApi,
  run: async (small) => {
    const folder = mkdtempSync(join(tmpdir(), "benchmark-servers-"))
    try {
      const { ours, ...others } = await measureThroughputs(folder, small)
      return Object.entries(others).map(([name, other]) => ({
        what: `the stand-in beside ${name}`,
        baseline: `${name}: ${perSecond(other)}`,
        bound: { text: `at least ${AT_LEAST}`, isMet: ours / other >= AT_LEAST },
        measured: `${formatRatio(ours / other)} (${perSecond(ours)})`,
      }))
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}
