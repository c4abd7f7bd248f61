import { createServer } from "node:http"
import { type CustomerThread, ThreadRepository } from "@customer-threads/domain"
import { InMemoryThreadRepository, ThreadStore } from "@customer-threads/in-memory-adapter"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServer from "effect/http/HttpServer"
import type { ServeError } from "effect/http/HttpServerError"
import * as Layer from "effect/Layer"
import { makeStandInControl, StandInControl } from "./control/StandInControl.ts"
import { CONTROL_PREFIX, VENDOR_PREFIX } from "./protocol.ts"
import { makeApp } from "./routes.ts"
import {
  type CheckedSettings,
  checkStandInSettings,
  type StandInSettings,
  type StandInSettingsError,
} from "./StandInSettings.ts"
import { Sessions } from "./sessions/Sessions.ts"

/** Paths match exactly. The limit of a parameter is above that of an identifier, so that its schema refuses it. */
const routerConfig = {
  caseSensitive: true,
  ignoreDuplicateSlashes: false,
  ignoreTrailingSlash: false,
  maxParamLength: 16_384,
}

const MAX_HEADER_BYTES = 16_384

/** Limits how long a request takes to arrive and how many connections there are, and closes them when its scope ends. */
const serverLayer = ({ host, maxConnections, port, receiveMillis }: CheckedSettings) =>
  Layer.unwrap(
    Effect.sync(() => {
      const server = createServer({
        maxHeaderSize: MAX_HEADER_BYTES,
        headersTimeout: receiveMillis,
        requestTimeout: receiveMillis,
        connectionsCheckingInterval: Math.min(1_000, receiveMillis),
      })
      server.maxConnections = maxConnections
      const closeConnections = Effect.sync(() => server.closeAllConnections())
      return Layer.effectDiscard(Effect.addFinalizer(() => closeConnections)).pipe(
        Layer.provideMerge(
          NodeHttpServer.layerServer(() => server, { host, port, gracefulShutdownTimeout: "1 second" }),
        ),
      )
    }),
  )

const serve = (settings: CheckedSettings, sessions: Sessions): Layer.Layer<HttpServer.HttpServer, ServeError> =>
  Layer.unwrap(Effect.map(makeApp(settings, sessions), (app) => HttpServer.serve(app))).pipe(
    Layer.provide(Layer.succeed(HttpRouter.RouterConfig, routerConfig)),
    Layer.provideMerge(serverLayer(settings)),
  )

/** Reasons for which a server does not start. */
type StartError = StandInSettingsError | ServeError

/**
 * The vendor's endpoint in front of the `ThreadRepository` that is provided, at `/communications` on the host and port
 * of the settings. It stops listening, and closes every connection, when its scope ends.
 */
export const layer = (settings: StandInSettings): Layer.Layer<HttpServer.HttpServer, StartError, ThreadRepository> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const checked = yield* Effect.fromResult(checkStandInSettings(settings))
      const repository = yield* ThreadRepository
      const threads = { repository, reset: Effect.void }
      return serve(checked, new Sessions(checked, threads, Effect.succeed(threads)))
    }),
  )

/** Services of a server with threads of its own, for its default session. */
export type OwnThreads = ThreadRepository | ThreadStore | StandInControl

/**
 * The vendor's endpoint in front of threads in memory. Each session has its own copy of them; the services are those of the
 * default session.
 */
export const layerInMemory = (
  settings: StandInSettings,
  threads: Iterable<CustomerThread> = [],
): Layer.Layer<HttpServer.HttpServer | OwnThreads, StartError> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const checked = yield* Effect.fromResult(checkStandInSettings(settings))
      const fork = InMemoryThreadRepository.fork(threads)
      const own = yield* fork
      const sessions = new Sessions(checked, own, fork)
      return Layer.merge(
        serve(checked, sessions),
        Layer.succeedContext(
          Context.make(ThreadRepository, own.repository).pipe(
            Context.add(ThreadStore, own.store),
            Context.add(StandInControl, makeStandInControl(sessions)),
          ),
        ),
      )
    }),
  )

/**
 * A server on a free port of 127.0.0.1 for a suite of tests, with control: `ThreadStore` writes its threads,
 * `StandInControl` its faults. A server that cannot start is a defect.
 */
export const layerTest = (
  threads: Iterable<CustomerThread> = [],
  settings: Partial<StandInSettings> = {},
): Layer.Layer<HttpServer.HttpServer | OwnThreads> =>
  Layer.orDie(layerInMemory({ port: 0, control: true, ...settings }, threads))

/** Runs a test with the first threads and faults, and without received requests. */
export const withReset = <A, E, R>(test: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | StandInControl> =>
  Effect.andThen(
    StandInControl.use(({ reset }) => reset),
    test,
  )

const urlOf = (path: string): Effect.Effect<string, never, HttpServer.HttpServer> =>
  HttpServer.addressFormattedWith((address) => Effect.succeed(`${address}${path}`))

/** Base URL for a client of the vendor's endpoint. */
export const baseUrl: Effect.Effect<string, never, HttpServer.HttpServer> = urlOf(VENDOR_PREFIX)

/** URL of the control interface, which is there if the setting `control` is true. */
export const controlUrl: Effect.Effect<string, never, HttpServer.HttpServer> = urlOf(CONTROL_PREFIX)
