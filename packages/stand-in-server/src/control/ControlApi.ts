import { ThreadId, UserUuid } from "@customer-threads/domain"
import { BasicAuthorization } from "@customer-threads/http-api"
import { ListThreadsResponse, ThreadJson, ThreadJsonInput } from "@customer-threads/http-api/wire"
import * as Context from "effect/Context"
import { flow } from "effect/Function"
import * as HttpApi from "effect/http-api/HttpApi"
import { get, patch, post, put, delete as remove } from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as HttpApiMiddleware from "effect/http-api/HttpApiMiddleware"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as OpenApi from "effect/http-api/OpenApi"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import * as Struct from "effect/Struct"
import { FaultTally } from "../faults/FaultPlan.ts"
import { CONTROL_PREFIX, SESSION_HEADER } from "../protocol.ts"
import { ReceivedRequest } from "../sessions/RequestLog.ts"
import type { Session } from "../sessions/Session.ts"
import { SessionName } from "../sessions/Sessions.ts"

/** The session of a request. */
export class CurrentSession extends Context.Service<CurrentSession, Session>()(
  "@customer-threads/stand-in-server/CurrentSession",
) {}

/** Provides the session of a request, and puts every refusal in the vendor's envelope. */
export class InSession extends HttpApiMiddleware.Service<InSession, { provides: CurrentSession }>()(
  "@customer-threads/stand-in-server/InSession",
  {
    error: [400, 401, 404, 405, 409, 413, 415, 503].map((status) =>
      ListThreadsResponse.pipe(HttpApiSchema.status(status)),
    ),
  },
) {}

/** Changes of a thread: a field with a value is set, a field with null is removed. */
const ThreadPatch = ThreadJsonInput.mapFields(flow(Struct.omit(["id"]), Struct.map(Schema.optionalKey)))
export interface ThreadPatch extends Schema.Schema.Type<typeof ThreadPatch> {}

const { Summary } = OpenApi

const EmptyObject = Schema.Record(Schema.String, Schema.Never.annotate({ message: "no property of this name" }))

const headers = { [SESSION_HEADER]: Schema.optionalKey(SessionName) }
const params = {
  id: Schema.String.check(Schema.isPattern(/^-?\d{1,16}$/, { expected: "a whole number" })).pipe(
    Schema.decodeTo(ThreadId, SchemaTransformation.numberFromString),
  ),
}
const manyThreads = {
  headers,
  payload: Schema.Array(ThreadJsonInput),
  success: Schema.Struct({ threads: Schema.Int }),
}
const oneThread = { headers, params, success: ThreadJson }

const action = <const Name extends string>(name: Name, summary: string) =>
  post(name, `/threads/:id/${name}`, { ...oneThread, payload: EmptyObject }).annotate(Summary, summary)

const store = HttpApiGroup.make("store").add(
  get("all", "/threads", { headers, success: Schema.Array(ThreadJson) }).annotate(Summary, "List all threads, by id"),
  put("replaceAll", "/threads", manyThreads).annotate(Summary, "Replace all threads by these"),
  post("upsert", "/threads", manyThreads).annotate(Summary, "Add threads; each replaces the thread with its id"),
  get("get", "/threads/:id", oneThread).annotate(Summary, "Get a thread"),
  patch("patch", "/threads/:id", { ...oneThread, payload: ThreadPatch }).annotate(
    Summary,
    "Set the fields given, and remove those given as null",
  ),
  remove("remove", "/threads/:id", oneThread).annotate(Summary, "Remove a thread"),
  post("assign", "/threads/:id/assign", { ...oneThread, payload: Schema.Struct({ userUuid: UserUuid }) }).annotate(
    Summary,
    "Set the assignee",
  ),
  action("unassign", "Remove the assignee"),
  action("archive", "Archive a thread"),
  action("unarchive", "Take a thread out of the archive"),
  action("close", "Close a thread"),
  action("reopen", "Open a thread again"),
)

const Faults = Schema.Struct({ faults: Schema.Array(FaultTally) })
const FaultTexts = Schema.Struct({ faults: Schema.Array(Schema.String).check(Schema.isMaxLength(100)) })

const faults = HttpApiGroup.make("faults").add(
  get("get", "/faults", { headers, success: Faults }).annotate(Summary, "List the faults, and count their requests"),
  put("set", "/faults", { headers, payload: FaultTexts, success: Faults }).annotate(
    Summary,
    "Set these faults and no others; they count from the next request",
  ),
  remove("clear", "/faults", { headers, success: Faults }).annotate(Summary, "Remove all faults"),
)

const Requests = Schema.Struct({ received: Schema.Int, requests: Schema.Array(ReceivedRequest) })

const requests = HttpApiGroup.make("requests").add(
  get("get", "/requests", { headers, success: Requests }).annotate(
    Summary,
    "List the last requests received, oldest first, and the number received in all",
  ),
  remove("clear", "/requests", { headers, success: Requests }).annotate(Summary, "Forget the requests received"),
)

const Reset = Schema.Struct({ reset: Schema.Literal(true) })
const SessionNames = Schema.Struct({ sessions: Schema.Array(Schema.String) })

const sessions = HttpApiGroup.make("sessions").add(
  post("reset", "/reset", { headers, payload: EmptyObject, success: Reset }).annotate(
    Summary,
    "Restore the first threads and faults, and forget the requests",
  ),
  get("names", "/sessions", { headers, success: SessionNames }).annotate(
    Summary,
    "List the names of the sessions, without the default one",
  ),
  remove("remove", "/sessions/:name", { headers, params: { name: Schema.String }, success: SessionNames }).annotate(
    Summary,
    "Remove a session with all that it has",
  ),
)

const tag = (title: string, description: string) => OpenApi.annotations({ title: `Control: ${title}`, description })

/** The control interface: threads, faults, received requests and sessions of a stand-in, over HTTP. */
export class ControlApi extends HttpApi.make("ControlApi")
  .add(
    store.annotateMerge(tag("threads", "Threads of a session")),
    faults.annotateMerge(tag("faults", "Faults of a session")),
    requests.annotateMerge(tag("requests", "Requests that a session received")),
    sessions.annotateMerge(tag("sessions", "Sessions of the server")),
  )
  .prefix(CONTROL_PREFIX)
  .middleware(InSession)
  .middleware(BasicAuthorization)
  .annotate(HttpApi.PayloadParseOptions, { onExcessProperty: "error" })
  .annotateMerge(
    OpenApi.annotations({
      title: "Control interface of the stand-in",
      version: "1",
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
      servers: [{ url: "/" }],
    }),
  ) {}
