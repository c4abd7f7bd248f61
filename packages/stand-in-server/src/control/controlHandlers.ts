import type { CustomerThread } from "@customer-threads/domain"
import {
  type ContractViolation,
  decodeThread,
  decodeThreads,
  encodeThread,
  type InvalidThreads,
  type ThreadJsonInput,
} from "@customer-threads/http-api/wire"
import type { ThreadNotFound, ThreadStore } from "@customer-threads/in-memory-adapter"
import * as Effect from "effect/Effect"
import type * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import * as Layer from "effect/Layer"
import type * as Result from "effect/Result"
import { errorResponse, wrongRequest } from "../errorResponse.ts"
import { parseFault } from "../faults/Fault.ts"
import type { Sessions } from "../sessions/Sessions.ts"
import { ControlApi, CurrentSession, type ThreadPatch } from "./ControlApi.ts"

type Response = HttpServerResponse.HttpServerResponse
type Store = ThreadStore["Service"]

type Failure = ThreadNotFound | InvalidThreads | ContractViolation

const refuse = (error: Failure): Response =>
  error._tag === "ThreadNotFound" ? errorResponse(404, error.message) : wrongRequest(error.message)

/** Uses the store of the session. Responds with 409 if there is no store, and with an error response if `use` fails. */
const withStore = <A>(use: (store: Store) => Effect.Effect<A, Failure>) =>
  Effect.flatMap(CurrentSession, ({ threads: { store } }) =>
    store === undefined
      ? Effect.succeed(errorResponse(409, "The repository behind this server cannot be written to by control."))
      : Effect.catch(use(store), (error) => Effect.succeed(refuse(error))),
  )

const changeThread = (change: (store: Store) => Effect.Effect<CustomerThread, ThreadNotFound>) =>
  withStore((store) => Effect.map(change(store), encodeThread))

const writeThreads = (
  inputs: ReadonlyArray<ThreadJsonInput>,
  write: (store: Store, threads: ReadonlyArray<CustomerThread>) => Effect.Effect<unknown>,
) =>
  withStore((store) =>
    Effect.fromResult(decodeThreads(inputs, "body")).pipe(
      Effect.flatMap((threads) => write(store, threads)),
      Effect.andThen(store.size),
      Effect.map((threads) => ({ threads })),
    ),
  )

/** Makes a thread with the fields that a patch sets, and without those that it gives as null. */
const patchThread = (thread: CustomerThread, patch: ThreadPatch): Result.Result<CustomerThread, ContractViolation> =>
  decodeThread({ ...encodeThread(thread), ...patch })

const store = HttpApiBuilder.group(ControlApi, "store", (handlers) =>
  handlers.handleAll({
    all: () =>
      withStore(({ all }) => Effect.map(all, (threads) => threads.toSorted((a, b) => a.id - b.id).map(encodeThread))),
    replaceAll: ({ payload }) => writeThreads(payload, (store, threads) => store.replaceAll(threads)),
    upsert: ({ payload }) => writeThreads(payload, (store, threads) => store.upsertAll(threads)),
    get: ({ params }) => changeThread((store) => store.get(params.id)),
    patch: ({ params, payload }) =>
      withStore(
        Effect.fnUntraced(function* (store) {
          const patched = yield* Effect.fromResult(patchThread(yield* store.get(params.id), payload))
          yield* store.upsert(patched)
          return encodeThread(patched)
        }),
      ),
    remove: ({ params }) => changeThread((store) => store.remove(params.id)),
    assign: ({ params, payload }) => changeThread((store) => store.assign(params.id, payload.userUuid)),
    unassign: ({ params }) => changeThread((store) => store.unassign(params.id)),
    archive: ({ params }) => changeThread((store) => store.archive(params.id)),
    unarchive: ({ params }) => changeThread((store) => store.unarchive(params.id)),
    close: ({ params }) => changeThread((store) => store.close(params.id)),
    reopen: ({ params }) => changeThread((store) => store.reopen(params.id)),
  }),
)

const faults = HttpApiBuilder.group(ControlApi, "faults", (handlers) =>
  handlers.handleAll({
    get: () => Effect.map(CurrentSession, ({ faults }) => ({ faults: faults.tallies })),
    set: Effect.fnUntraced(function* ({ payload }) {
      const { faults } = yield* CurrentSession
      const parsed = yield* Effect.forEach(payload.faults, (text, index) =>
        Effect.mapError(Effect.fromResult(parseFault(text)), ({ message }) =>
          wrongRequest(`body.faults[${index}]: ${message}`),
        ),
      )
      faults.set(parsed)
      return { faults: faults.tallies }
    }, Effect.catch(Effect.succeed)),
    clear: () =>
      Effect.map(CurrentSession, ({ faults }) => {
        faults.set([])
        return { faults: [] }
      }),
  }),
)

const requests = HttpApiBuilder.group(ControlApi, "requests", (handlers) =>
  handlers.handleAll({
    get: () => Effect.map(CurrentSession, ({ requests }) => ({ received: requests.received, requests: requests.all })),
    clear: () =>
      Effect.map(CurrentSession, ({ requests }) => {
        requests.clear()
        return { received: 0, requests: [] }
      }),
  }),
)

const sessions = (all: Sessions) =>
  HttpApiBuilder.group(ControlApi, "sessions", (handlers) =>
    handlers.handleAll({
      reset: () => Effect.flatMap(CurrentSession, ({ reset }) => Effect.as(reset, { reset: true as const })),
      names: () => Effect.sync(() => ({ sessions: all.names })),
      remove: ({ params }) =>
        Effect.sync(() =>
          all.remove(params.name) ? { sessions: all.names } : errorResponse(404, "There is no session of that name."),
        ),
    }),
  )

/** Handlers of the control interface. */
export const controlHandlers = (all: Sessions) => Layer.mergeAll(store, faults, requests, sessions(all))
