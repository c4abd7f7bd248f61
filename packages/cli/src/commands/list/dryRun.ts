import type { ThreadQuery } from "@customer-threads/domain"
import { printable } from "@customer-threads/domain/text"
import { describeRequest } from "@customer-threads/http-adapter"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { readBaseUrl } from "../../flags/service.ts"
import { writeOut } from "../../output/terminal.ts"
import { printableJson } from "../../text.ts"

/** Prints the request that a query makes, as HTTP would carry it, with a word in place of the credentials. */
export const printRequest = Effect.fnUntraced(function* (
  query: ThreadQuery,
  { baseUrl }: { readonly baseUrl: Option.Option<string> },
) {
  const url = yield* readBaseUrl(baseUrl)
  // The address was validated when it was read.
  const { body, headers, method, ...request } = yield* Effect.orDie(Effect.fromResult(describeRequest(url, query)))
  const lines = Object.entries({ ...headers, Authorization: "Basic <the credentials>" }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  yield* writeOut(`${method} ${printable(request.url)}\n${lines.join("\n")}\n\n${printableJson(body, 0)}\n`)
})
