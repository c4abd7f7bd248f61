import type { ThreadStore } from "@customer-threads/in-memory-adapter"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type { Authorization } from "../authorization.ts"
import { readOnly } from "../errorResponse.ts"
import type { CheckedSettings } from "../StandInSettings.ts"
import { ownAssets, pageHeaders } from "./pageHeaders.ts"
import { summarizeCustomers } from "./summarizeCustomers.ts"

const asset = (contentType: string, body: string) =>
  Effect.succeed(
    HttpServerResponse.text(body, { contentType: `${contentType}; charset=utf-8`, headers: pageHeaders(ownAssets) }),
  )

/**
 * Routes of the page at `/` and of the API reference at `/docs`. The page and its suggestions need the server's
 * credentials: the browser prompts for them and keeps them from the page. The reference, like `/openapi.json`, does not.
 */
export const pageRoutes = (
  { control, credentials }: CheckedSettings,
  { requireAuth }: Authorization,
  store: ThreadStore["Service"] | undefined,
) =>
  HttpRouter.use(
    Effect.fnUntraced(function* (router) {
      const assets = yield* Effect.promise(() => import("./assets.ts"))
      const page =
        credentials === undefined
          ? assets.threadsHtml
          : assets.threadsHtml.replace('data-access="open"', 'data-access="basic"')
      yield* router.add("*", "/", readOnly(requireAuth(asset("text/html", page))))
      yield* router.add("*", "/ui/style.css", readOnly(asset("text/css", assets.styleCss)))
      yield* router.add("*", "/ui/icon.svg", readOnly(asset("image/svg+xml", assets.iconSvg)))
      yield* router.add("*", "/ui/threads.js", readOnly(asset("text/javascript", assets.threadsJs)))
      const reference = yield* Effect.promise(() => import("./reference.ts")).pipe(
        Effect.flatMap(({ makeReference }) => makeReference(control)),
        Effect.uninterruptible,
        Effect.cached,
      )
      yield* router.add("*", "/docs", readOnly(reference))
      if (store === undefined) return
      const customers = Effect.map(store.all, (all) =>
        HttpServerResponse.jsonUnsafe(summarizeCustomers(all), {
          headers: { "cache-control": "no-store" },
        }),
      )
      yield* router.add("*", "/ui/customers", readOnly(requireAuth(customers)))
    }),
  )
