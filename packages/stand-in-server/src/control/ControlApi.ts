import { ThreadId, UserUuid } from "@customer-threads/domain"
import { BasicAuthorization } from "@customer-threads/http-api"
import { AcceptedThreadJson, ListThreadsResponse, ThreadJson } from "@customer-threads/http-api/wire"
import * as Context from "effect/Context"
import * as HttpApi from "effect/http-api/HttpApi"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as HttpApiMiddleware from "effect/http-api/HttpApiMiddleware"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as OpenApi from "effect/http-api/OpenApi"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { FaultTally } from "../faults/FaultPlan.ts"
import { CONTROL_PREFIX, SESSION_HEADER } from "../protocol.ts"
import { ReceivedRequest } from "../sessions/RequestLog.ts"
import type { Session } from "../sessions/Session.ts"
import { SessionName } from "../sessions/Sessions.ts"

/** The session of a request. */
export class CurrentSession extends Context.Service<CurrentSession, Session>()(
  "@customer-threads/stand-in-server/CurrentSession",
) {}

/** Provides the session of a request, and makes every refusal a response in the vendor's envelope. */
export class InSession extends HttpApiMiddleware.Service<InSession, { provides: CurrentSession }>()(
  "@customer-threads/stand-in-server/InSession",
  {
    error: [400, 401, 404, 405, 409, 413, 415, 503].map((status) =>
      ListThreadsResponse.pipe(HttpApiSchema.status(status)),
    ),
  },
) {}

const { archived, closed, customerUuid, departmentUuid, id: _, ...optional } = AcceptedThreadJson.fields

/** Fields of a thread to change: those present are set, those that are null are removed. */
const ThreadPatch = Schema.Struct({
  archived: Schema.optionalKey(archived),
  closed: Schema.optionalKey(closed),
  customerUuid: Schema.optionalKey(customerUuid),
  departmentUuid: Schema.optionalKey(departmentUuid),
  ...optional,
}).annotate({ identifier: "ThreadPatch" })
export interface ThreadPatch extends Schema.Schema.Type<typeof ThreadPatch> {}

const EmptyObject = Schema.Record(Schema.String, Schema.Never.annotate({ message: "no property of this name" }))

const headers = { [SESSION_HEADER]: Schema.optionalKey(SessionName) }
const params = {
  id: Schema.String.check(Schema.isPattern(/^-?\d{1,16}$/, { expected: "a whole number" })).pipe(
    Schema.decodeTo(ThreadId, SchemaTransformation.numberFromString),
  ),
}
const threadInputs = {
  headers,
  payload: Schema.Array(AcceptedThreadJson),
  success: Schema.Struct({ threads: Schema.Int }),
}
const oneThread = { headers, params, success: ThreadJson }

const action = <const Name extends string>(name: Name, summary: string) =>
  HttpApiEndpoint.post(name, `/threads/:id/${name}`, { ...oneThread, payload: EmptyObject }).annotate(
    OpenApi.Summary,
    summary,
  )

const Faults = Schema.Struct({ faults: Schema.Array(FaultTally) })
const Requests = Schema.Struct({ received: Schema.Int, requests: Schema.Array(ReceivedRequest) })
const SessionNames = Schema.Struct({ sessions: Schema.Array(Schema.String) })

/** The control interface: threads, faults, received requests and sessions of a stand-in, over HTTP. */
export class ControlApi extends HttpApi.make("ControlApi")
  .add(
    HttpApiGroup.make("store")
      .annotateMerge(OpenApi.annotations({ title: "Control: threads", description: "Threads of a session" }))
      .add(
        HttpApiEndpoint.get("all", "/threads", { headers, success: Schema.Array(ThreadJson) }).annotate(
          OpenApi.Summary,
          "List every thread, by id, in the form of a file of threads",
        ),
        HttpApiEndpoint.put("replaceAll", "/threads", threadInputs).annotate(
          OpenApi.Summary,
          "Replace all threads by these",
        ),
        HttpApiEndpoint.post("upsert", "/threads", threadInputs).annotate(
          OpenApi.Summary,
          "Add threads; each replaces the thread with its id",
        ),
        HttpApiEndpoint.get("get", "/threads/:id", oneThread).annotate(OpenApi.Summary, "Get a thread"),
        HttpApiEndpoint.patch("patch", "/threads/:id", { ...oneThread, payload: ThreadPatch }).annotate(
          OpenApi.Summary,
          "Set the fields given, and remove those given as null",
        ),
        HttpApiEndpoint.delete("remove", "/threads/:id", oneThread).annotate(OpenApi.Summary, "Remove a thread"),
        HttpApiEndpoint.post("assign", "/threads/:id/assign", {
          ...oneThread,
          payload: Schema.Struct({ userUuid: UserUuid }),
        }).annotate(OpenApi.Summary, "Set the assignee"),
        action("unassign", "Remove the assignee"),
        action("archive", "Archive a thread"),
        action("unarchive", "Take a thread out of the archive"),
        action("close", "Close a thread"),
        action("reopen", "Open a thread again"),
      ),
    HttpApiGroup.make("faults")
      .annotateMerge(OpenApi.annotations({ title: "Control: faults", description: "Faults of a session" }))
      .add(
        HttpApiEndpoint.get("get", "/faults", { headers, success: Faults }).annotate(
          OpenApi.Summary,
          "List the faults that are set, with the requests that each met and was injected into",
        ),
        HttpApiEndpoint.put("set", "/faults", {
          headers,
          payload: Schema.Struct({ faults: Schema.Array(Schema.String).check(Schema.isMaxLength(100)) }),
          success: Faults,
        }).annotate(OpenApi.Summary, "Set these faults and no others; they count from the next request"),
        HttpApiEndpoint.delete("clear", "/faults", { headers, success: Faults }).annotate(
          OpenApi.Summary,
          "Remove all faults",
        ),
      ),
    HttpApiGroup.make("requests")
      .annotateMerge(
        OpenApi.annotations({ title: "Control: requests", description: "Requests that a session received" }),
      )
      .add(
        HttpApiEndpoint.get("get", "/requests", { headers, success: Requests }).annotate(
          OpenApi.Summary,
          "List the last requests received, oldest first, and the number received in all",
        ),
        HttpApiEndpoint.delete("clear", "/requests", { headers, success: Requests }).annotate(
          OpenApi.Summary,
          "Forget the requests received",
        ),
      ),
    HttpApiGroup.make("sessions")
      .annotateMerge(OpenApi.annotations({ title: "Control: sessions", description: "Sessions of the server" }))
      .add(
        HttpApiEndpoint.post("reset", "/reset", {
          headers,
          payload: EmptyObject,
          success: Schema.Struct({ reset: Schema.Literal(true) }),
        }).annotate(OpenApi.Summary, "Restore the first threads and faults, and forget the requests"),
        HttpApiEndpoint.get("names", "/sessions", { headers, success: SessionNames }).annotate(
          OpenApi.Summary,
          "List the names of the sessions, without the default one",
        ),
        HttpApiEndpoint.delete("remove", "/sessions/:name", {
          headers,
          params: { name: Schema.String },
          success: SessionNames,
        }).annotate(OpenApi.Summary, "Remove a session with all that it has"),
      ),
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
