import { Effect, Layer } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"

/** A request that the program sent. */
export interface RecordedRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const textOf = ({ body }: HttpClientRequest.HttpClientRequest): string => {
  switch (body._tag) {
    case "Empty":
      return ""
    case "Uint8Array":
      return new TextDecoder().decode(body.body)
    default:
      throw new Error(`a body of kind ${body._tag} is not recorded`)
  }
}

/** Responds to a request. `count` is 1 for the first. `undefined` is a connection that cannot be made. */
export type Respond = (
  request: RecordedRequest,
  count: number,
) => Response | undefined | Effect.Effect<Response | undefined>

/** An HTTP client that sends nothing: it records each request, and responds as the test says. */
export const recordedHttp = (respond: Respond) => {
  const requests: Array<RecordedRequest> = []
  const client = HttpClient.make((request, url) =>
    Effect.gen(function* () {
      const recorded = { method: request.method, url, headers: { ...request.headers }, body: textOf(request) }
      requests.push(recorded)
      const responded = respond(recorded, requests.length)
      const response = Effect.isEffect(responded) ? yield* responded : responded
      if (response !== undefined) return HttpClientResponse.fromWeb(request, response)
      const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" })
      return yield* new HttpClientError.HttpClientError({
        reason: new HttpClientError.TransportError({ request, cause }),
      })
    }),
  )
  return { requests, layer: Layer.succeed(HttpClient.HttpClient, client) }
}

/** An HTTP client for a run that is to send nothing. */
export const noHttp = Layer.succeed(
  HttpClient.HttpClient,
  HttpClient.make((request) => Effect.die(new Error(`${request.method} ${request.url} was sent`))),
)

/** A response with a JSON body. Default: status 200. */
export const json = (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  })

/** The service's response with a list of threads. */
export const threadList = (customerThreads: ReadonlyArray<unknown>, more: object = {}): Response =>
  json({ customerThreads, requestUUID: "r-1", errors: [], warnings: [], ...more })

/** The user name and the password of each request. */
export const askers = (requests: ReadonlyArray<RecordedRequest>): ReadonlyArray<string> =>
  requests.map(({ headers }) =>
    Buffer.from(headers.authorization?.replace(/^Basic /, "") ?? "", "base64").toString("utf8"),
  )
