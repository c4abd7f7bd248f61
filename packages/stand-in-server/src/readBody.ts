import { printable } from "@customer-threads/domain/text"
import * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import { MaxBodySize } from "effect/http/HttpIncomingMessage"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import { errorResponse } from "./errorResponse.ts"

/** Largest body of a request to the vendor's endpoint, in bytes. */
export const MAX_LIST_BYTES = 65_536

const tooLarge = (limit: number) =>
  errorResponse(413, `The body is too large; expected at most ${limit} bytes.`, { connection: "close" })

/**
 * Reads a body of at most `limit` bytes, or fails with the response that refuses it: 413 or 400. Effect keeps what was
 * read, so a second call for the same request returns the same bytes.
 */
export const readBody = (request: HttpServerRequest, limit: number): Effect.Effect<Uint8Array, HttpServerResponse> =>
  Number(request.headers["content-length"] ?? 0) > limit
    ? Effect.fail(tooLarge(limit))
    : request.arrayBuffer.pipe(
        Effect.provideService(MaxBodySize, ByteSize.bytes(limit)),
        Effect.mapBoth({
          onSuccess: (bytes) => new Uint8Array(bytes),
          onFailure: ({ reason }) =>
            reason._tag === "RequestParseError" && reason.reason === "BodyTooLarge"
              ? tooLarge(limit)
              : errorResponse(400, "The body could not be read to its end."),
        }),
      )

/** The first content encoding of a body that changes its bytes: `identity` does not. */
const contentCoding = ({ headers }: HttpServerRequest): string | undefined =>
  (headers["content-encoding"] ?? "")
    .split(",")
    .map((coding) => coding.trim())
    .find((coding) => !/^(identity)?$/i.test(coding))

const utf8 = new TextDecoder("utf-8", { fatal: true })

/**
 * Reads a body as JSON, or fails with the response that refuses it: 415, 413 or 400. `expected` completes "The body must
 * be". A request without a content type is refused, as a page of another site can send one without a preflight. So is a body with a
 * content encoding.
 */
export const readJsonBody = Effect.fnUntraced(function* (
  request: HttpServerRequest,
  limit: number,
  expected: string,
): Effect.fn.Return<unknown, HttpServerResponse> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) {
    return yield* Effect.fail(errorResponse(415, "The content type must be application/json."))
  }
  const coding = contentCoding(request)
  if (coding !== undefined) {
    const problem = `The body has the content encoding "${printable(coding, 100)}"; send it without one.`
    return yield* Effect.fail(errorResponse(415, problem, { "accept-encoding": "identity" }))
  }
  const bytes = yield* readBody(request, limit)
  return yield* Effect.try({
    try: (): unknown => JSON.parse(utf8.decode(bytes)),
    catch: () => errorResponse(400, `The body must be ${expected}.`),
  })
})
