import { createServer } from "node:http"
import type { ThreadRepository } from "@customer-threads/domain"
import type { InvalidCredentials } from "@customer-threads/http-api/wire"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServer from "effect/http/HttpServer"
import type { ServeError } from "effect/http/HttpServerError"
import * as Layer from "effect/Layer"
import { routes, withEnvelope } from "./routes.ts"
import { checkStandInSettings, type InvalidStandInSettings, type StandInSettings } from "./StandInSettings.ts"

/** Paths are matched to the letter; an identifier that is too long is refused by what an identifier may be. */
const routerConfig = {
  caseSensitive: true,
  ignoreDuplicateSlashes: false,
  ignoreTrailingSlash: false,
  maxParamLength: 16_384,
}

/** A server whose connections are closed when its scope ends, so that no client can keep it from stopping. */
const serverLayer = (listen: { readonly host: string; readonly port: number }) =>
  Layer.unwrap(
    Effect.sync(() => {
      const server = createServer()
      const closeConnections = Effect.sync(() => server.closeAllConnections())
      return Layer.effectDiscard(Effect.addFinalizer(() => closeConnections)).pipe(
        Layer.provideMerge(
          NodeHttpServer.layerServer(() => server, { ...listen, gracefulShutdownTimeout: "1 second" }),
        ),
      )
    }),
  )

/**
 * The vendor's endpoint in front of the `ThreadRepository` that is provided, at `/communications` on the host and port
 * of the settings. It stops listening, and closes every connection, when its scope ends.
 */
export const layer = (
  settings: StandInSettings,
): Layer.Layer<HttpServer.HttpServer, InvalidStandInSettings | InvalidCredentials | ServeError, ThreadRepository> =>
  Layer.unwrap(
    Effect.map(Effect.fromResult(checkStandInSettings(settings)), ({ credentials, ...listen }) =>
      Layer.unwrap(
        Effect.map(HttpRouter.toHttpEffect(routes(credentials, settings.ui)), (answer) =>
          HttpServer.serve(withEnvelope(answer)),
        ),
      ).pipe(
        Layer.provide(Layer.succeed(HttpRouter.RouterConfig, routerConfig)),
        Layer.provideMerge(serverLayer(listen)),
      ),
    ),
  )

/** What to give a client as its base URL. */
export const baseUrl: Effect.Effect<string, never, HttpServer.HttpServer> = HttpServer.addressFormattedWith((address) =>
  Effect.succeed(`${address}/communications`),
)
