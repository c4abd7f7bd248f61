import { type CustomerThread, CustomerUuid, DepartmentUuid, ThreadId } from "@customer-threads/domain"
import { StandInServer, type StandInSettings } from "@customer-threads/stand-in-server"
import { Effect, Layer } from "effect"
import { FetchHttpClient } from "effect/http"
import { HttpApiClient } from "effect/http-api"
import { ControlApi } from "../../src/control/ControlApi.ts"

/** The only thread of most tests. */
export const held: CustomerThread = {
  id: ThreadId.make(7),
  archived: false,
  closed: false,
  departmentUuid: DepartmentUuid.make("department-1"),
  customerUuid: CustomerUuid.make("customer-1"),
}

export const listPath = "/communications/departments/department-1/customers/customer-1/threads"

/** Headers for a request of the control client in a session. Default: the default session. */
export const inSession = (name?: string) => ({ headers: name === undefined ? {} : { "x-threads-session": name } })

/** Parts of a request that a test sends. */
export interface SentRequest {
  readonly method?: string
  /** Sent as JSON if it is not a text. */
  readonly body?: unknown
  readonly headers?: Record<string, string>
  readonly session?: string
}

/** Starts a stand-in with threads in memory. Returns the typed client of its control, and functions that send requests. */
export const standIn = Effect.fnUntraced(function* (
  threads: ReadonlyArray<CustomerThread> = [held],
  settings: Partial<StandInSettings> = {},
) {
  const context = yield* Layer.build(StandInServer.layerInMemory({ port: 0, control: true, ...settings }, threads))
  const baseUrl = yield* Effect.provide(StandInServer.baseUrl, context)
  const origin = new URL(baseUrl).origin
  const send = (path: string, { body, headers, method, session }: SentRequest = {}) =>
    Effect.promise(async () => {
      const response = await fetch(origin + path, {
        method: method ?? (body === undefined ? "GET" : "POST"),
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(session === undefined ? {} : { "x-threads-session": session }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, headers: response.headers, text }
    })
  const control = yield* HttpApiClient.make(ControlApi, { baseUrl: origin }).pipe(Effect.provide(FetchHttpClient.layer))
  /** Reads the JSON of a response, which must have status 200. */
  const json = <A = unknown>(path: string, request?: SentRequest) =>
    Effect.map(send(path, request), ({ status, text }): A => {
      if (status !== 200) throw new Error(`${status} ${text}`)
      return JSON.parse(text)
    })
  /** Reads the status of a response and the description of its error. */
  const refused = (path: string, request?: SentRequest) =>
    Effect.map(send(path, request), ({ status, text }) => {
      const { errors } = JSON.parse(text) as { errors: ReadonlyArray<{ errorDescription: string }> }
      return `${status} ${errors.map(({ errorDescription }) => errorDescription).join()}`
    })
  return { send, baseUrl, context, control, json, origin, port: Number(new URL(baseUrl).port), refused }
})
