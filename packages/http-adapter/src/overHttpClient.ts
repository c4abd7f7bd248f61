import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { AttemptFailure } from "./AttemptFailure.ts"
import type { Answer, Transport } from "./Exchange.ts"
import { failureOfTransport } from "./failureOfTransport.ts"
import type { HttpSettings } from "./HttpSettings.ts"
import { requestTemplate } from "./requestTemplate.ts"
import { tooLarge } from "./tooLarge.ts"

/** The identifiers stay out of spans, no tracing header goes to the vendor, and no redirect is followed. */
const sending = Context.make(HttpClient.TracerDisabledWhen, () => true).pipe(
  Context.add(FetchHttpClient.RequestInit, { redirect: "manual" }),
)

/** The client's own error holds the request with its headers: only what its cause means goes on. */
const failedToSend = (error: HttpClientError.HttpClientError): Effect.Effect<never, AttemptFailure> =>
  error.reason._tag === "TransportError"
    ? Effect.fail(new AttemptFailure({ reason: failureOfTransport(error.reason.cause) }))
    : Effect.die(new Error(`The request could not be made (${error.reason._tag})`))

const cutShort = ({ reason }: HttpClientError.HttpClientError) =>
  new AttemptFailure({ reason: failureOfTransport(reason.cause) })

/** Bytes whose number nobody has announced, counted as they arrive. */
const countBytes = Effect.fnUntraced(function* (response: HttpClientResponse.HttpClientResponse, maxBytes: number) {
  const chunks: Array<Uint8Array> = []
  let size = 0
  yield* Stream.runForEachArray(Stream.mapError(response.stream, cutShort), (arrived) => {
    for (const chunk of arrived) {
      chunks.push(chunk)
      size += chunk.byteLength
    }
    return size > maxBytes ? Effect.fail(tooLarge(response.status, maxBytes)) : Effect.void
  })
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
})

/** An announced length is where HTTP ends the body: one within the limit is read at once. */
const takeBytes = (response: HttpClientResponse.HttpClientResponse, maxBytes: number) =>
  Effect.flatMap(Effect.mapError(response.arrayBuffer, cutShort), (buffer) =>
    buffer.byteLength > maxBytes
      ? Effect.fail(tooLarge(response.status, maxBytes))
      : Effect.succeed(new Uint8Array(buffer)),
  )

const readBytes = (response: HttpClientResponse.HttpClientResponse, maxBytes: number) => {
  const announced = Number(response.headers["content-length"] ?? Number.NaN)
  if (announced > maxBytes) return Effect.fail(tooLarge(response.status, maxBytes))
  return announced <= maxBytes ? takeBytes(response, maxBytes) : countBytes(response, maxBytes)
}

const answerOf = (response: HttpClientResponse.HttpClientResponse, maxBytes: number): Answer => ({
  status: response.status,
  header: (name) => response.headers[name],
  body: Effect.suspend(() => readBytes(response, maxBytes)),
})

/** Over whatever client is provided. */
export const overHttpClient = Effect.fnUntraced(function* (settings: HttpSettings) {
  const client = HttpClient.withScope(yield* HttpClient.HttpClient)
  const { contentType, headers, to } = requestTemplate(settings)
  const request = HttpClientRequest.post(settings.baseUrl, { headers })

  const transport: Transport = (query) => {
    const scope = Scope.makeUnsafe()
    const { body, url } = to(query)
    const sent = client.execute(
      HttpClientRequest.setBody(HttpClientRequest.setUrl(request, url), HttpBody.text(body, contentType)),
    )
    return {
      answer: Effect.map(
        Effect.catch(Effect.provideContext(sent, Context.add(sending, Scope.Scope, scope)), failedToSend),
        (response) => answerOf(response, settings.maxBodyBytes),
      ),
      abandon: Scope.close(scope, Exit.void),
    }
  }
  return transport
})
