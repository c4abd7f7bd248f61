import type { ServerResponse } from "node:http"
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Stream from "effect/Stream"
import { errorResponse, errorResponseWith } from "../errorResponse.ts"
import type { FaultKind } from "./Fault.ts"
import type { GivenFaults } from "./FaultPlan.ts"

type Response = HttpServerResponse.HttpServerResponse
type AnswerFault = Exclude<FaultKind, { readonly _tag: "Latency" | "Reset" | "Truncate" | "Drip" }>
type WireFault = Extract<FaultKind, { readonly _tag: "Reset" | "Truncate" | "Drip" }>

const page = (status: number): string =>
  `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>The gateway answers for the service</h1></body></html>\n`

const bytesOf = (response: Response): Uint8Array =>
  response.body._tag === "Uint8Array" ? response.body.body : new Uint8Array()

const withWarning = (response: Response, warningCode: string): Response => {
  if (response.status !== 200) return response
  const body = JSON.parse(new TextDecoder().decode(bytesOf(response))) as { readonly warnings: ReadonlyArray<unknown> }
  const warning = { warningCode, warningDescription: "A fault of the stand-in" }
  return HttpServerResponse.jsonUnsafe({ ...body, warnings: [...body.warnings, warning] })
}

/** The answer that a fault gives in the place of the right one, or makes of it. */
const answerOf = <R>(
  kind: AnswerFault,
  right: Effect.Effect<Response, never, R>,
): Effect.Effect<Response, never, R> => {
  switch (kind._tag) {
    case "Status":
      return Effect.sync(() => errorResponse(kind.status, "A fault of the stand-in"))
    case "RateLimit":
      return Effect.sync(() =>
        errorResponse(
          429,
          "A fault of the stand-in: too many requests",
          kind.seconds === undefined ? {} : { "retry-after": String(kind.seconds) },
        ),
      )
    case "Html":
      return Effect.sync(() =>
        HttpServerResponse.text(page(kind.status), { status: kind.status, contentType: "text/html" }),
      )
    case "Errors":
      return Effect.sync(() =>
        errorResponseWith(200, [
          { errorCode: kind.code, errorDescription: "A fault of the stand-in", errorUID: crypto.randomUUID() },
        ]),
      )
    case "ContentType":
      return Effect.map(right, (response) =>
        HttpServerResponse.uint8Array(bytesOf(response), { status: response.status, contentType: kind.contentType }),
      )
    case "Warnings":
      return Effect.map(right, (response) => withWarning(response, kind.code))
    case "Malformed":
      return Effect.map(right, (response) => {
        const bytes = bytesOf(response)
        return HttpServerResponse.uint8Array(bytes.subarray(0, Math.ceil(bytes.length / 2)), {
          status: response.status,
          contentType: "application/json",
        })
      })
  }
}

// The server speaks HTTP/1 alone.
const nodeResponse = (request: HttpServerRequest) => NodeHttpServerRequest.toServerResponse(request) as ServerResponse

const reset = (request: HttpServerRequest): void => {
  const { socket } = NodeHttpServerRequest.toIncomingMessage(request)
  if ("resetAndDestroy" in socket) socket.resetAndDestroy()
  nodeResponse(request).destroy()
}

/** Writes an answer whose body ends, with its connection, before its declared end. */
const truncate = (
  request: HttpServerRequest,
  response: Response,
  length: number | undefined,
): Effect.Effect<Response> =>
  Effect.callback<Response>((resume) => {
    const bytes = bytesOf(response)
    const kept = bytes.subarray(0, Math.min(length ?? Math.floor(bytes.length / 2), Math.max(0, bytes.length - 1)))
    const node = nodeResponse(request)
    const gone = () => {
      node.destroy()
      resume(Effect.succeed(response))
    }
    node.writeHead(response.status, {
      ...response.headers,
      "content-length": String(Math.max(1, bytes.length)),
    })
    node.flushHeaders()
    if (kept.length === 0) setImmediate(gone)
    else node.write(kept, gone)
  })

const PIECES = 20

/** The same answer in at most so many pieces, each after its share of the time. */
const drip = (response: Response, millis: number): Response => {
  const bytes = bytesOf(response)
  const size = Math.max(1, Math.ceil(bytes.length / PIECES))
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  )
  return HttpServerResponse.stream(
    Stream.tap(Stream.fromIterable(pieces).pipe(Stream.rechunk(1)), () => Effect.sleep(millis / pieces.length)),
    {
      status: response.status,
      headers: response.headers,
      contentLength: bytes.length,
    },
  )
}

const overTheWire = <R>(kind: WireFault, request: HttpServerRequest, response: Effect.Effect<Response, never, R>) => {
  switch (kind._tag) {
    case "Reset":
      return Effect.andThen(
        Effect.sync(() => reset(request)),
        Effect.interrupt,
      )
    case "Truncate":
      return Effect.flatMap(response, (whole) => truncate(request, whole, kind.bytes))
    case "Drip":
      return Effect.map(response, (whole) => drip(whole, kind.millis))
  }
}

const isAnswerFault = (kind: FaultKind): kind is AnswerFault => !isWireFault(kind) && kind._tag !== "Latency"
const isWireFault = (kind: FaultKind): kind is WireFault =>
  kind._tag === "Reset" || kind._tag === "Truncate" || kind._tag === "Drip"

/**
 * The answer to a request with its faults: after every delay together, the first that concerns the answer and the first
 * that concerns the connection.
 */
export const giveFaults = <R>(
  { delayMillis, faults }: GivenFaults,
  request: HttpServerRequest,
  right: Effect.Effect<Response, never, R>,
): Effect.Effect<Response, never, R> => {
  const kinds = faults.map(({ kind }) => kind)
  const [onAnswer, onWire] = [kinds.find(isAnswerFault), kinds.find(isWireFault)]
  const answer = onAnswer === undefined ? right : answerOf(onAnswer, right)
  const given = onWire === undefined ? answer : overTheWire(onWire, request, answer)
  return delayMillis === 0 ? given : Effect.delay(given, delayMillis)
}
