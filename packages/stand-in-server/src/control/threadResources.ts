import { type CustomerThread, ThreadId, UserUuid } from "@customer-threads/domain"
import { type ContractViolation, threadToJson } from "@customer-threads/http-api/wire"
import type { ThreadNotFound, ThreadStore } from "@customer-threads/in-memory-adapter"
import * as Effect from "effect/Effect"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import type * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { refusal } from "../refusal.ts"
import type { Session } from "../sessions/Session.ts"
import type { ControlRequest, ControlResource } from "./ControlResource.ts"
import { bodyOf, emptyBody, wrongBody } from "./controlBody.ts"
import { patchedThread, threadsFromJson } from "./threadsFromJson.ts"

type Refused<A> = Effect.Effect<A, HttpServerResponse>

const exampleThread = { id: 1, archived: false, closed: false, departmentUuid: "d1", customerUuid: "c1" }

const storeOf = ({ threads: { store } }: Session): Refused<ThreadStore["Service"]> =>
  store === undefined
    ? Effect.fail(refusal(409, "The repository behind this server cannot be written to by control."))
    : Effect.succeed(store)

const orRefuse = <A>(read: Result.Result<A, ContractViolation>): Refused<A> =>
  Effect.mapError(Effect.fromResult(read), ({ message }) => wrongBody(message))

const orNotFound = <A>(change: Effect.Effect<A, ThreadNotFound>): Refused<A> =>
  Effect.mapError(change, ({ message }) => refusal(404, message))

const idOf = ({ params: { id = "" } }: ControlRequest): Refused<ThreadId> =>
  /^-?\d{1,16}$/.test(id) && Number.isSafeInteger(Number(id))
    ? Effect.succeed(ThreadId.make(Number(id)))
    : Effect.fail(refusal(400, "The id in the path must be a whole number."))

const count = (store: ThreadStore["Service"]) => Effect.map(store.size, (threads) => ({ threads }))

const all = Effect.fnUntraced(function* ({ session }: ControlRequest) {
  const threads = yield* (yield* storeOf(session)).all
  return threads.toSorted((a, b) => a.id - b.id).map(threadToJson)
})

const replaceAll = Effect.fnUntraced(function* ({ body, session }: ControlRequest) {
  const store = yield* storeOf(session)
  yield* store.replaceAll(yield* orRefuse(threadsFromJson(body)))
  return yield* count(store)
})

const upsert = Effect.fnUntraced(function* ({ body, session }: ControlRequest) {
  const store = yield* storeOf(session)
  for (const thread of yield* orRefuse(threadsFromJson(body))) yield* store.upsert(thread)
  return yield* count(store)
})

const patch = Effect.fnUntraced(function* (request: ControlRequest) {
  const store = yield* storeOf(request.session)
  const thread = yield* orNotFound(store.get(yield* idOf(request)))
  const changed = yield* orRefuse(patchedThread(thread, request.body))
  yield* store.upsert(changed)
  return threadToJson(changed)
})

type Change = (store: ThreadStore["Service"], id: ThreadId) => Effect.Effect<CustomerThread, ThreadNotFound>

const changing = (change: Change) =>
  Effect.fnUntraced(function* (request: ControlRequest) {
    const store = yield* storeOf(request.session)
    return threadToJson(yield* orNotFound(change(store, yield* idOf(request))))
  })

const decodeAssignee = Schema.decodeUnknownResult(Schema.Struct({ userUuid: Schema.String }), {
  onExcessProperty: "error",
})

const named = (name: string, what: string, change: Change): ControlResource => ({
  path: `/threads/:id/${name}`,
  methods: {
    POST: {
      summary: what,
      example: {},
      handle: (request) => Effect.andThen(emptyBody(request.body), changing(change)(request)),
    },
  },
})

/** Reading and writing the threads of a session. */
export const threadResources: ReadonlyArray<ControlResource> = [
  {
    path: "/threads",
    methods: {
      GET: { summary: "Every thread, by id, in the form that a file of threads has", handle: all },
      PUT: { summary: "Replace all threads by these", example: [exampleThread], handle: replaceAll },
      POST: { summary: "Add threads; one whose id is there is replaced", example: [exampleThread], handle: upsert },
    },
  },
  {
    path: "/threads/:id",
    methods: {
      GET: { summary: "One thread", handle: changing((store, id) => store.get(id)) },
      PATCH: {
        summary: "Set the fields given, and take away those given as null",
        example: { closed: true, userUuid: null },
        handle: patch,
      },
      DELETE: { summary: "Remove one thread", handle: changing((store, id) => store.remove(id)) },
    },
  },
  {
    path: "/threads/:id/assign",
    methods: {
      POST: {
        summary: "Set the assignee",
        example: { userUuid: "u1" },
        handle: (request) =>
          Effect.flatMap(bodyOf(decodeAssignee, request.body), ({ userUuid }) =>
            changing((store, id) => store.assign(id, UserUuid.make(userUuid)))(request),
          ),
      },
    },
  },
  named("unassign", "Take the assignee away", (store, id) => store.unassign(id)),
  named("archive", "Archive", (store, id) => store.archive(id)),
  named("unarchive", "Take out of the archive", (store, id) => store.unarchive(id)),
  named("close", "Close", (store, id) => store.close(id)),
  named("reopen", "Open again", (store, id) => store.reopen(id)),
]
