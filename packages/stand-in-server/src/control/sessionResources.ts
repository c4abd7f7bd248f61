import * as Effect from "effect/Effect"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Schema from "effect/Schema"
import type { Fault } from "../faults/Fault.ts"
import { parseFault } from "../faults/parseFault.ts"
import { refusal } from "../refusal.ts"
import type { ControlResource } from "./ControlResource.ts"
import { bodyOf, emptyBody, wrongBody } from "./controlBody.ts"

const MAX_FAULTS = 100

const decodeFaults = Schema.decodeUnknownResult(
  Schema.Struct({ faults: Schema.Array(Schema.String).check(Schema.isMaxLength(MAX_FAULTS)) }),
  { onExcessProperty: "error" },
)

const faultsFrom = Effect.fnUntraced(function* (
  body: unknown,
): Effect.fn.Return<ReadonlyArray<Fault>, HttpServerResponse> {
  const { faults } = yield* bodyOf(decodeFaults, body)
  return yield* Effect.forEach(faults, (text, at) =>
    Effect.mapError(Effect.fromResult(parseFault(text)), ({ message }) => wrongBody(`faults[${at}]: ${message}`)),
  )
})

/** The faults, the received requests and the sessions themselves. */
export const sessionResources: ReadonlyArray<ControlResource> = [
  {
    path: "/faults",
    methods: {
      GET: {
        summary: "The faults that are set, how many requests each met, and how many it was given to",
        handle: ({ session }) => Effect.sync(() => ({ faults: session.faults.tallies })),
      },
      PUT: {
        summary: "Set these faults and no others; they count from the next request on",
        example: { faults: ["status=503 30%", "latency=200ms"] },
        handle: ({ body, session }) =>
          Effect.map(faultsFrom(body), (faults) => {
            session.faults.set(faults)
            return { faults: session.faults.tallies }
          }),
      },
      DELETE: {
        summary: "No faults any more",
        handle: ({ session }) =>
          Effect.sync(() => {
            session.faults.set([])
            return { faults: [] }
          }),
      },
    },
  },
  {
    path: "/requests",
    methods: {
      GET: {
        summary: "The last requests received, the oldest first, and how many there were in all",
        handle: ({ session }) =>
          Effect.sync(() => ({ received: session.requests.received, requests: session.requests.all })),
      },
      DELETE: {
        summary: "Forget the requests received",
        handle: ({ session }) =>
          Effect.sync(() => {
            session.requests.clear()
            return { received: 0, requests: [] }
          }),
      },
    },
  },
  {
    path: "/reset",
    methods: {
      POST: {
        summary: "Back to the start: its threads, its faults, no requests",
        example: {},
        handle: ({ body, session }) =>
          emptyBody(body).pipe(Effect.andThen(session.restart), Effect.as({ reset: true })),
      },
    },
  },
  {
    path: "/sessions",
    methods: {
      GET: {
        summary: "The names of the sessions, without the default one",
        handle: ({ sessions }) => Effect.sync(() => ({ sessions: sessions.names })),
      },
    },
  },
  {
    path: "/sessions/:name",
    methods: {
      DELETE: {
        summary: "Remove a session with all that it has",
        handle: ({ params: { name = "" }, sessions }) =>
          Effect.suspend(() =>
            sessions.remove(name)
              ? Effect.succeed({ sessions: sessions.names })
              : Effect.fail(refusal(404, "There is no session of that name.")),
          ),
      },
    },
  },
]
