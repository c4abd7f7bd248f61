import { hash } from "node:crypto"
import { CommunicationsApi } from "@customer-threads/http-api"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as HttpApi from "effect/http-api/HttpApi"
import * as HttpApiSwagger from "effect/http-api/HttpApiSwagger"
import * as OpenApi from "effect/http-api/OpenApi"
import { ControlApi } from "../control/ControlApi.ts"
import { pageHeaders } from "./pageHeaders.ts"

const standInApi = HttpApi.make("StandInApi")
  .addHttpApi(CommunicationsApi)
  .annotateMerge(
    OpenApi.annotations({
      title: "API of the stand-in",
      version: "1",
      description: "The vendor's operation as a document: [/openapi.json](/openapi.json). Its threads: [the page](/).",
      servers: [{ url: "/" }],
      // It adds the descriptions and examples of the fields.
      transform: Context.getUnsafe(CommunicationsApi.annotations, OpenApi.Transform),
    }),
  )

/**
 * Makes the page of the API reference: Swagger UI, with its scripts and styles inline. Its content policy allows these by
 * their hashes, and nothing else.
 */
export const makeReference = Effect.fnUntraced(function* (control: boolean) {
  const layer = control ? HttpApiSwagger.layer(standInApi.addHttpApi(ControlApi)) : HttpApiSwagger.layer(standInApi)
  const page = yield* yield* HttpRouter.toHttpEffect(layer)
  const html = page.body._tag === "Uint8Array" ? new TextDecoder().decode(page.body.body) : ""
  const hashes = (tag: string) =>
    [...html.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, "gs"))]
      .map(([, text = ""]) => `'sha256-${hash("sha256", text, "base64")}'`)
      .join(" ")
  return HttpServerResponse.setHeaders(
    page,
    pageHeaders(`script-src ${hashes("script")}; style-src ${hashes("style")}; img-src data:`),
  )
})
