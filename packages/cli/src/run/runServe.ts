import { InMemoryThreadRepository, parseThreads, ThreadStore } from "@customer-threads/in-memory-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import { usageFailure } from "../CliFailure.ts"
import type { ServeInput } from "../commands/serve.ts"
import { readCredentials } from "../settings.ts"

const readFile = Effect.fnUntraced(function* (file: string) {
  const files = yield* FileSystem.FileSystem
  const bytes = yield* Effect.mapError(files.readFile(file), ({ reason }) =>
    usageFailure(`--data ${file}: cannot be read (${reason._tag})`, "give a file of threads"),
  )
  const text = yield* Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
    catch: () => usageFailure(`--data ${file}: is not UTF-8 text`, "give a file of threads"),
  })
  return yield* Effect.mapError(parseThreads(text), ({ message }) =>
    usageFailure(`--data ${file}, ${message}`, "correct the file"),
  )
})

const listenProblem = (cause: unknown): string =>
  cause instanceof Error && "code" in cause ? String(cause.code) : "it was refused"

/** Serves the threads of a file until it is interrupted. */
export const runServe = Effect.fnUntraced(function* ({ data, host, port, ui }: ServeInput) {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return yield* usageFailure("--port: expected a whole number from 0 to 65535", "0 takes a free one")
  }
  const credentials = yield* readCredentials
  const threads = yield* readFile(data)
  const server = yield* Layer.build(
    Layer.unwrap(
      ThreadStore.use(({ all }) =>
        Effect.succeed(
          StandInServer.layer({ host, port: Number(port), credentials, ui: ui ? { threads: all } : false }),
        ),
      ),
    ).pipe(Layer.provide(InMemoryThreadRepository.layer(threads))),
  ).pipe(
    Effect.catchTag("ServeError", ({ cause }) =>
      usageFailure(
        `Cannot listen on ${host} port ${port} (${listenProblem(cause)})`,
        "choose another with --host or --port",
      ),
    ),
    Effect.catchTag(["InvalidStandInSettings", "InvalidCredentials"], ({ message }) =>
      usageFailure(message, "correct the setting"),
    ),
  )
  const url = yield* Effect.provide(StandInServer.baseUrl, server)
  const access =
    credentials === undefined ? "open to anyone on this machine" : "with THREADS_USERNAME and THREADS_PASSWORD"
  yield* Console.error(`Serving ${threads.length} threads at ${url}, ${access}. Stop it with Ctrl-C.`)
  if (ui)
    yield* Console.error(`Look at them at ${new URL("/", url)}; the API reference is at ${new URL("/docs", url)}.`)
  return yield* Effect.never
}, Effect.scoped)
