import { ThreadStore } from "@customer-threads/in-memory-adapter"
import { type InvalidStandInSettings, StandInServer, type StandInSettings } from "@customer-threads/stand-in-server"
import * as Console from "effect/Console"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import { readEnvironmentCredentials } from "../../credentials/find.ts"
import { usageError } from "../../errors/CliError.ts"
import type { ServeInput } from "./flags.ts"
import { makeReadyFile } from "./readyFile.ts"
import { makeThreadsFile } from "./saveThreads.ts"
import { startingThreads } from "./threads.ts"

const listenProblem = (cause: unknown): string =>
  cause instanceof Error && "code" in cause ? String(cause.code) : "it was refused"

/** Reads the settings of the server from the flags and the environment. */
const readSettings = Effect.fnUntraced(function* (input: ServeInput) {
  const { allowHost, control, cors, fault, faultHeader, faultSeed, host, log, logPaths, metrics, port, ui } = input
  const settings: StandInSettings = {
    host,
    port,
    credentials: yield* readEnvironmentCredentials,
    control,
    faults: fault,
    faultHeader: faultHeader || control,
    seed: faultSeed,
    allowedHosts: allowHost,
    cors: Option.getOrUndefined(cors),
    metrics,
    ui,
    logging: log === "none" ? undefined : logPaths ? "paths" : "templates",
  }
  return settings
})

/** The flag of each setting of the server. */
const flagOf: Readonly<Partial<Record<InvalidStandInSettings["option"], string>>> = {
  host: "--host",
  port: "--port",
  seed: "--fault-seed",
  cors: "--cors",
}

const loggers = {
  json: Logger.layer([Logger.withConsoleError(Logger.formatJson)]),
  text: Logger.layer([Logger.withConsoleError(Logger.formatLogFmt)]),
  none: Layer.empty,
}

/** Serves threads until it is interrupted. */
export const runServe = Effect.fnUntraced(function* (input: ServeInput) {
  const settings = yield* readSettings(input)
  const threads = yield* startingThreads(input)
  const { host, port } = settings
  // Made before the server, so that it ends after it.
  const keep = Option.isSome(input.save) ? yield* makeThreadsFile(input.save.value) : undefined
  const writeReady = Option.isSome(input.readyFile) ? yield* makeReadyFile(input.readyFile.value) : undefined
  const server = yield* Layer.build(StandInServer.layerInMemory(settings, threads)).pipe(
    Effect.provide(loggers[input.log]),
    Effect.catchTag("ServeError", ({ cause }) =>
      usageError(
        `Cannot listen on ${host} port ${port} (${listenProblem(cause)})`,
        "choose another with --host or --port",
      ),
    ),
    Effect.catchTags({
      InvalidStandInSettings: ({ expected, option }) =>
        usageError(`${flagOf[option] ?? option}: expected ${expected}`, "correct the flag"),
      InvalidFault: ({ message }) => usageError(`--fault: ${message}`, "correct the flag"),
      InvalidCredentials: ({ message }) => usageError(message, "correct THREADS_USERNAME or THREADS_PASSWORD"),
    }),
  )
  if (keep !== undefined) yield* keep(Context.get(server, ThreadStore))
  const url = yield* Effect.provide(StandInServer.baseUrl, server)
  const access =
    settings.credentials === undefined ? "open to anyone on this machine" : "with THREADS_USERNAME and THREADS_PASSWORD"
  yield* Console.error(`Serving ${threads.length} threads at ${url}, ${access}. Stop it with Ctrl-C.`)
  if (input.allowHost.includes("*")) {
    yield* Console.error("Any Host header is accepted (--allow-host '*'), so a page of any site can reach this server.")
  }
  if (input.ui) {
    yield* Console.error(`Look at them at ${new URL("/", url)}; the API reference is at ${new URL("/docs", url)}.`)
  }
  if (input.control) yield* Console.error(`Control at ${yield* Effect.provide(StandInServer.controlUrl, server)}.`)
  if (writeReady !== undefined) yield* writeReady(url)
  return yield* Effect.never
}, Effect.scoped)
