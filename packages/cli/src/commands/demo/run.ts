import { CustomerUuid, DepartmentUuid, ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { HttpThreadRepository } from "@customer-threads/http-adapter"
import { parseThreads } from "@customer-threads/http-api/wire"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as Redacted from "effect/Redacted"
import { fromRepositoryError } from "../../errors/CliError.ts"
import { readOutput } from "../../flags/output.ts"
import { printList } from "../../output/printThreads.ts"
import { sampleThreadsFile } from "../../sampleThreads.ts"

const query = new ThreadQuery({
  departmentUuid: DepartmentUuid.make("service-department"),
  customerUuid: CustomerUuid.make("customer-01"),
  isArchived: false,
})

/** Starts a stand-in with the sample threads on a free port, and a repository over HTTP with its credentials. */
const demoLayer = (samples: string) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const credentials = { username: Redacted.make("demo"), password: Redacted.make(crypto.randomUUID()) }
      const threads = yield* parseThreads(samples)
      return Layer.unwrap(
        Effect.map(StandInServer.baseUrl, (baseUrl) => HttpThreadRepository.layer({ baseUrl, credentials })),
      ).pipe(
        Layer.provideMerge(StandInServer.layer({ port: 0, credentials })),
        Layer.provide(InMemoryThreadRepository.layer(threads)),
      )
    }),
  )

/** Outside the repository, npx runs an unrelated package for the name "threads" alone. */
const npx = "npx --package @customer-threads/cli threads"

const nextSteps = (file: string) => `
Try next:
  export THREADS_USERNAME=demo THREADS_PASSWORD=demo; address="$(mktemp -d)/address"
  ${npx} serve --data ${file} --port 0 --ready-file "$address" & while kill -0 $! && [ ! -s "$address" ]; do sleep 0.1; done
  THREADS_BASE_URL="$(cat "$address")" ${npx} list --department ${query.departmentUuid} --customer ${query.customerUuid} --no-closed --format json`

/** Lists sample threads over HTTP from its own stand-in. */
export const runDemo = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  // The samples are part of the package, and the rest is made here: whatever fails is a defect.
  const file = yield* sampleThreadsFile
  const samples = yield* Effect.orDie(files.readFileString(file))
  yield* Effect.gen(function* () {
    const repository = yield* ThreadRepository
    const threads = yield* Effect.mapError(repository.list(query), fromRepositoryError)
    yield* Console.error(
      `Customer ${query.customerUuid}'s threads that are not archived, over HTTP from ${yield* StandInServer.baseUrl}:\n`,
    )
    yield* printList(threads, yield* readOutput({}))
  }).pipe(Effect.provide(Layer.orDie(demoLayer(samples))))
  yield* Console.error(nextSteps(path.relative("", file)))
})
