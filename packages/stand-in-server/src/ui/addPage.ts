import type { CustomerThread } from "@customer-threads/domain"
import * as Effect from "effect/Effect"
import type { HttpRouter, Provided } from "effect/http/HttpRouter"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { heldBy } from "./heldBy.ts"
import { pageHeaders } from "./pageHeaders.ts"

type Handler = (request: HttpServerRequest) => Effect.Effect<HttpServerResponse.HttpServerResponse, never, Provided>

/** Every thread that is held. */
export type Threads = Effect.Effect<ReadonlyArray<CustomerThread>>

/** What the routes of the page share with the others. */
export interface PageRoutes {
  /** Refuses a method that does more than read. */
  readonly reading: (handle: Handler) => Handler
  /** Refuses whoever the endpoint refuses. */
  readonly guarded: (handle: Handler) => Handler
  /** Whether the endpoint lets in only those with credentials. */
  readonly needsCredentials: boolean
  /** Whose threads there are is suggested where the server can tell. */
  readonly threads: Threads | undefined
}

const asset = (contentType: string, body: string): Handler => {
  const response = HttpServerResponse.text(body, { contentType: `${contentType}; charset=utf-8`, headers: pageHeaders })
  return () => Effect.succeed(response)
}

/**
 * Adds the page at `/` and the API reference at `/docs`. The page and what it suggests are for those whom the endpoint
 * lets in: the browser asks for the credentials and keeps them from the page. The reference, like `/openapi.json`, is
 * for everyone.
 */
export const addPage = Effect.fnUntraced(function* (
  router: HttpRouter,
  { guarded, needsCredentials, reading, threads }: PageRoutes,
) {
  const assets = yield* Effect.promise(() => import("./assets.ts"))
  const page = needsCredentials
    ? assets.threadsHtml.replace('data-access="open"', 'data-access="basic"')
    : assets.threadsHtml
  yield* router.add("*", "/", reading(guarded(asset("text/html", page))))
  yield* router.add("*", "/docs", reading(asset("text/html", assets.docsHtml)))
  yield* router.add("*", "/ui/style.css", reading(asset("text/css", assets.styleCss)))
  yield* router.add("*", "/ui/icon.svg", reading(asset("image/svg+xml", assets.iconSvg)))
  yield* router.add("*", "/ui/threads.js", reading(asset("text/javascript", assets.threadsJs)))
  yield* router.add("*", "/ui/docs.js", reading(asset("text/javascript", assets.docsJs)))
  if (threads === undefined) return
  const held = Effect.map(threads, (all) =>
    HttpServerResponse.jsonUnsafe(heldBy(all), {
      headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
    }),
  )
  yield* router.add("*", "/ui/customers", reading(guarded(() => held)))
})
