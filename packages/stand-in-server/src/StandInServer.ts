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
import { CONTROL_PREFIX } from "./protocol.ts"
import { makeApp } from "./routes.ts"
import {
  type CheckedSettings,
  checkStandInSettings,
  type StandInSettings,
  type StandInSettingsError,
} from "./StandInSettings.ts"
import { Sessions } from "./sessions/Sessions.ts"
import type { Threads } from "./ui/pageRoutes.ts"

/** Paths are matched to the letter; an identifier that is too long is refused by what an identifier may be. */
const routerConfig = {
  caseSensitive: true,
  ignoreDuplicateSlashes: false,
  ignoreTrailingSlash: false,
  maxParamLength: 16_384,
}

const MAX_HEADER_BYTES = 16_384

/**
 * A server that waits for no client: requests arrive in bounded time, connections are counted, and those that are left
 * when its scope ends are closed.
 */
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

const serve = (
  settings: CheckedSettings,
  sessions: Sessions,
  threads?: Threads,
): Layer.Layer<HttpServer.HttpServer, ServeError> =>
  Layer.unwrap(Effect.map(makeApp(settings, sessions, threads), (app) => HttpServer.serve(app))).pipe(
    Layer.provide(Layer.succeed(HttpRouter.RouterConfig, routerConfig)),
    Layer.provideMerge(serverLayer(settings)),
  )

/** Why a server does not start. */
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

/** What is behind a server that has threads of its own: those of its default session, and their control. */
export type OwnThreads = ThreadRepository | ThreadStore | StandInControl

/**
 * The vendor's endpoint in front of threads of its own, of which every session has its copy. Those of the default one can
 * be read and written here too.
 */
export const layerThreads = (
  settings: StandInSettings,
  threads: Iterable<CustomerThread> = [],
): Layer.Layer<HttpServer.HttpServer | OwnThreads, StartError> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const checked = yield* Effect.fromResult(checkStandInSettings(settings))
      const fork = Effect.map(InMemoryThreadRepository.copiesOf(threads), ({ repository, restart, store }) => ({
        repository,
        store,
        reset: restart,
      }))
      const own = yield* fork
      const sessions = new Sessions(checked, own, fork)
      return Layer.merge(
        serve(checked, sessions, own.store.all),
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
  Layer.orDie(layerThreads({ port: 0, control: true, ...settings }, threads))

/** Runs a test from the server's start: with its first threads and faults, and no requests. */
export const fromStart = <A, E, R>(test: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | StandInControl> =>
  Effect.andThen(
    StandInControl.use(({ reset }) => reset),
    test,
  )

/** The path under which the control interface is. */
export const controlPath = CONTROL_PREFIX

/** What to give a client as its base URL. */
export const baseUrl: Effect.Effect<string, never, HttpServer.HttpServer> = HttpServer.addressFormattedWith((address) =>
  Effect.succeed(`${address}/communications`),
)
