import { stringify } from "node:querystring"
import { CustomerUuid, DepartmentUuid, ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { http, rawServer } from "../../../test/support/rawServer.ts"

const query = new ThreadQuery({ departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") })
const [user, password] = ["canary-user", `canary/p\u00e4ss <&"'!> +~`]
const joined = `${user}:${password}`
const lower = (text: string) => text.replace(/%..|&#x[^;]+;|\\u..../g, (part) => part.toLowerCase())
const htmlOf = (text: string, apostrophe: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", apostrophe)
const ascii = JSON.stringify(password).slice(1, -1).replace("\u00e4", "\\u00E4")
const looks = [
  user,
  password,
  ...["base64", "base64url"].flatMap((encoding) =>
    [user, password, joined].map((text) => Buffer.from(text).toString(encoding as BufferEncoding)),
  ),
  Buffer.from(joined).toString("base64").replace(/=+$/, ""),
  `Basic ${Buffer.from(joined).toString("base64")}`,
  encodeURIComponent(password),
  lower(encodeURIComponent(password)),
  encodeURIComponent(password).replace("'", "%27").replace("!", "%21"),
  encodeURIComponent(joined),
  stringify({ p: password }).slice(2),
  new URLSearchParams({ p: password }).toString().slice(2),
  JSON.stringify(password).slice(1, -1),
  ascii,
  lower(ascii),
  ascii.replace("/", "\\/"),
  htmlOf(password, "'"),
  htmlOf(password, "&#39;"),
  htmlOf(password, "&apos;"),
]

const listFrom = Effect.fnUntraced(function* (status: number, body: object) {
  const server = yield* rawServer((socket) => socket.write(http(status, JSON.stringify(body))))
  const credentials = { username: Redacted.make(user), password: Redacted.make(password) }
  const layer = HttpThreadRepository.layer({ baseUrl: server.baseUrl, credentials, attempts: 1 })
  return yield* Effect.exit(
    ThreadRepository.use(({ list }) => list(query)).pipe(
      Effect.provide(Layer.provide(layer, NodeHttpClient.layerUndici)),
    ),
  )
})

const echo = (look: string) => ({
  requestUUID: `r ${look}`,
  errors: [{ errorCode: look, errorDescription: `you are ${look}, are you not?`, errorUID: look }],
  warnings: [{ warningCode: look, warningDescription: look }],
})

describe("a service that echoes the credentials", () => {
  it.live.each(looks)("does not get %s into an error, or into the warnings and requestUUID of a list", (look) =>
    Effect.gen(function* () {
      const outcomes = [
        yield* listFrom(422, echo(look)),
        yield* listFrom(200, echo(look)),
        yield* listFrom(200, { ...echo(look), errors: [], customerThreads: [] }),
      ]
      for (const outcome of outcomes) {
        const text = `${JSON.stringify(outcome)} ${outcome._tag === "Failure" ? String(outcome.cause) : ""}`
        for (const canary of looks) assert.notInclude(text, canary)
        assert.include(text, "<redacted>")
      }
    }),
  )

  it.live("keeps its other words", () =>
    Effect.gen(function* () {
      const outcome = JSON.stringify(yield* listFrom(422, echo("canary-user")))
      assert.include(outcome, "you are <redacted>, are you not?")
      assert.include(outcome, "r <redacted>")
    }),
  )
})
