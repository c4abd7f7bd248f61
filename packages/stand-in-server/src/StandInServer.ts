import { createServer, type Server, ServerResponse } from "node:http"
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

/**
 * Makes a server treat a request with an `Upgrade` header like any other (RFC 9110, 7.8). If a server has a listener for
 * `upgrade`, Node stops parsing such a request before its body. Effect registers one, so that listener is left out.
 */
const ignoreUpgrades = (server: Server): Server => {
  const on: Server["on"] = server.on.bind(server)
  return Object.assign(server, {
    on: (...args: Parameters<typeof on>) => (args[0] === "upgrade" ? server : on(...args)),
  })
}

const NO_SNIFF = ["x-content-type-options", "nosniff"] as const

/** The statuses with which Node refuses bytes that are no request, by the code of the error. Others are 400. */
const refusals: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
}

/**
 * Keeps a browser from guessing the content type of a response. A header of Node's response also reaches what a fault writes.
 * Node refuses malformed requests and expectations without the application, so the server does that here.
 */
const forbidSniffing = (server: Server): Server =>
  server
    .on("request", (_, response) => response.setHeader(...NO_SNIFF))
    .on("checkExpectation", (_, response) =>
      response
        .setHeader(...NO_SNIFF)
        .writeHead(417)
        .end(),
    )
    .on("clientError", (error: NodeJS.ErrnoException, socket) => {
      // As Node does: bytes of a second response must not get into one that is begun.
      const current: unknown = Reflect.get(socket, "_httpMessage")
      const isBegun = current instanceof ServerResponse && current.headersSent
      if (socket.writable && !isBegun) {
        const status = refusals[error.code ?? ""] ?? "400 Bad Request"
        socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\n${NO_SNIFF.join(": ")}\r\n\r\n`)
      }
      socket.destroy(error)
    })

/** Closes a connection if its client has taken nothing of a response for some time. Node counts each part it sends. */
const closeStalled = (server: Server, stallMillis: number): Server =>
  server.on("request", (_, response) =>
    response.setTimeout(stallMillis, () => {
      // A response that is not begun yet, as with a fault of latency, has nothing to take.
      if (response.writableLength > 0) response.destroy()
    }),
  )

/** Limits how long a request takes to arrive and how many connections there are, and closes them when its scope ends. */
const serverLayer = ({ host, maxConnections, port, receiveMillis, stallMillis }: CheckedSettings) =>
  Layer.unwrap(
    Effect.sync(() => {
      const server = ignoreUpgrades(
        createServer({
          maxHeaderSize: MAX_HEADER_BYTES,
          // The application refuses a request without Host, so that its response has the usual headers.
          requireHostHeader: false,
          headersTimeout: receiveMillis,
          requestTimeout: receiveMillis,
          connectionsCheckingInterval: Math.min(1_000, receiveMillis),
        }),
      )
      forbidSniffing(server)
      closeStalled(server, stallMillis)
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

/** Errors of the start: a setting is wrong, or the host and port cannot be listened on. */
type StartError = StandInSettingsError | ServeError

/**
 * Serves the vendor's endpoint at `/communications`, with the threads of the `ThreadRepository` that is provided. Each
 * response has the vendor's envelope. The server stops, and closes its connections, when its scope ends.
 *
 * Fails with `InvalidStandInSettings`, `InvalidFault` or `InvalidCredentials` if a setting is wrong, and with `ServeError` if
 * the port is taken or the host is not an address of this machine.
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

/**
 * Services of a server with threads in memory: `ThreadRepository` reads the threads of its default session, `ThreadStore`
 * writes them, and `StandInControl` sets its faults.
 */
export type OwnThreads = ThreadRepository | ThreadStore | StandInControl

/**
 * Serves the vendor's endpoint as `layer` does, with threads in memory. Default: no threads. Each session starts with its own
 * copy of them. The services that the layer provides belong to the default session.
 *
 * Fails as `layer` does.
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
 * Serves the vendor's endpoint on a free port of 127.0.0.1, for a suite of tests, with threads in memory and with control. It
 * accepts `localhost` and IP addresses as `Host`.
 * `settings` override these. Defaults: no threads, no settings. A server that cannot start is a defect.
 *
 * @example
 * ```ts
 * import { generateThreads, StandInControl, StandInServer } from "@customer-threads/stand-in-server"
 * import { Console, Effect } from "effect"
 *
 * const program = Effect.gen(function* () {
 *   const control = yield* StandInControl
 *   yield* control.setFaults("status=503 first=1")
 *   const url = `${yield* StandInServer.baseUrl}/departments/service-department/customers/customer-01/threads`
 *   const headers = { "content-type": "application/json" }
 *   const list = Effect.promise(() => fetch(url, { method: "POST", headers, body: "{}" }))
 *   yield* Console.log((yield* list).status, (yield* list).status)
 * })
 *
 * const threads = generateThreads({ seed: 1, threads: 50, customers: 3 })
 * await Effect.runPromise(Effect.provide(program, StandInServer.layerTest(threads)))
 * ```
 *
 * prints
 *
 * ```text
 * 503 200
 * ```
 */
export const layerTest = (
  threads: Iterable<CustomerThread> = [],
  settings: Partial<StandInSettings> = {},
): Layer.Layer<HttpServer.HttpServer | OwnThreads> =>
  Layer.orDie(layerInMemory({ port: 0, control: true, allowedHosts: [], ...settings }, threads))

/** Restores the first threads and faults of the default session, forgets its requests, and then runs a test. */
export const withReset = <A, E, R>(test: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | StandInControl> =>
  Effect.andThen(
    StandInControl.use(({ reset }) => reset),
    test,
  )

const urlOf = (path: string): Effect.Effect<string, never, HttpServer.HttpServer> =>
  HttpServer.addressFormattedWith((address) => Effect.succeed(`${address}${path}`))

/** Base URL for a client of the vendor's endpoint, such as `http://127.0.0.1:8080/communications`. */
export const baseUrl: Effect.Effect<string, never, HttpServer.HttpServer> = urlOf(VENDOR_PREFIX)

/** URL of the control interface, such as `http://127.0.0.1:8080/__control`. Needs the setting `control`. */
export const controlUrl: Effect.Effect<string, never, HttpServer.HttpServer> = urlOf(CONTROL_PREFIX)
