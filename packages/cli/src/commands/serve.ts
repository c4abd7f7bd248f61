import { InMemoryThreadRepository, parseThreads } from "@customer-threads/in-memory-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import * as Console from "effect/Console"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import { usageFailure } from "../CliFailure.ts"
import { readCredentials } from "../settings.ts"

const readFile = Effect.fnUntraced(function* (file: string) {
  const files = yield* FileSystem.FileSystem
  const bytes = yield* Effect.mapError(files.readFile(file), ({ reason }) =>
    usageFailure(`--data ${file}: cannot be read (${reason._tag}); expected a file of threads.`),
  )
  const text = yield* Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
    catch: () => usageFailure(`--data ${file}: is not UTF-8 text; expected a file of threads.`),
  })
  return yield* Effect.mapError(parseThreads(text), ({ message }) => usageFailure(`--data ${file}, ${message}.`))
})

export const serve = Command.make(
  "serve",
  {
    data: Flag.String("data").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("The threads: a JSON array, one to a line (NDJSON), or a saved response"),
    ),
    host: Flag.String("host").pipe(
      Flag.withDescription("The address to listen on; one that others can reach needs credentials"),
      Flag.withDefault("127.0.0.1"),
    ),
    port: Flag.String("port").pipe(
      Flag.withMetavar("N"),
      Flag.withDescription("The port to listen on, 0 for a free one"),
      Flag.withDefault("8080"),
    ),
  },
  Effect.fnUntraced(function* ({ data, host, port }) {
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
      return yield* usageFailure("--port: expected a whole number from 0 to 65535.")
    }
    const credentials = yield* readCredentials
    const threads = yield* readFile(data)
    const server = yield* Layer.build(
      StandInServer.layer({ host, port: Number(port), credentials }).pipe(
        Layer.provide(InMemoryThreadRepository.layer(threads)),
      ),
    ).pipe(
      Effect.catchTag("ServeError", ({ cause }) =>
        usageFailure(
          `Cannot listen on ${host} port ${port} (${listenProblem(cause)}); choose another with --host or --port.`,
        ),
      ),
      Effect.catchTag(["InvalidStandInSettings", "InvalidCredentials"], ({ message }) => usageFailure(message)),
    )
    const url = yield* Effect.provide(StandInServer.baseUrl, server)
    const access =
      credentials === undefined ? "open to anyone on this machine" : "with THREADS_USERNAME and THREADS_PASSWORD"
    yield* Console.error(`Serving ${threads.length} threads at ${url}, ${access}. Stop it with Ctrl-C.`)
    return yield* Effect.never
  }, Effect.scoped),
).pipe(
  Command.withDescription("Serve the vendor's endpoint from a file of threads, to test programs in any language."),
  Command.withExamples([
    { command: "threads serve --data threads.ndjson", description: "On 127.0.0.1 port 8080" },
    { command: "threads serve --data saved-response.json --port 0", description: "On a free port" },
  ]),
)

const listenProblem = (cause: unknown): string =>
  cause instanceof Error && "code" in cause ? String(cause.code) : "it was refused"
