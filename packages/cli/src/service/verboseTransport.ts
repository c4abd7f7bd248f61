import { monotonicMillis } from "@customer-threads/domain/clock"
import { listThreadsPath } from "@customer-threads/http-api/wire"
import * as Cause from "effect/Cause"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"

/** Describes the outcome of a request by its status, without any text of the response. */
const outcome = (exit: Exit.Exit<{ readonly status: number }, { readonly _tag: string }>): string => {
  if (Exit.isSuccess(exit)) return `status ${exit.value.status}`
  return Cause.hasInterruptsOnly(exit.cause) ? "given up" : "no response"
}

/** Writes a line on stderr for every request: method, address without identifiers, outcome and time. */
export const verboseTransport = (client: HttpClient.HttpClient): HttpClient.HttpClient => {
  let count = 0
  return HttpClient.transform(client, (response, request) =>
    Effect.gen(function* () {
      count += 1
      const nth = count
      const { host, protocol } = new URL(request.url)
      const start = yield* monotonicMillis
      return yield* Effect.onExit(response, (exit) =>
        Effect.gen(function* () {
          const took = Math.round((yield* monotonicMillis) - start)
          yield* Console.error(
            `request ${nth}: ${request.method} ${protocol}//${host} ${listThreadsPath}: ${outcome(exit)} after ${took} ms`,
          )
        }),
      )
    }),
  )
}
