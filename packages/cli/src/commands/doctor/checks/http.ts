import { ThreadRepositoryError, TimedOut } from "@customer-threads/domain"
import { classifyTransportError } from "@customer-threads/http-adapter/transport-error"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import { fromRepositoryError } from "../../../errors/CliError.ts"
import { EACH, failed, ok } from "../check.ts"

/** The time of a response, by this machine's clock (`at`, in milliseconds) and by its Date header. */
export interface HttpResponse {
  readonly date: string | undefined
  readonly at: number
}

/** Checks that the server speaks HTTP. The request has no credentials and no identifiers, so every status is fine. */
export const checkHttp = (url: URL) =>
  Effect.gen(function* () {
    const client = HttpClient.withScope(yield* HttpClient.HttpClient)
    const { headers, status } = yield* client.head(url)
    const httpResponse: HttpResponse = { date: headers.date, at: yield* Clock.currentTimeMillis }
    return { finding: ok(`It speaks HTTP (${status} to a request without credentials)`), httpResponse }
  }).pipe(
    Effect.scoped,
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
    Effect.mapError(({ reason }) => classifyTransportError("cause" in reason ? reason.cause : undefined)),
    Effect.timeoutOrElse({
      duration: EACH,
      orElse: () => Effect.fail(new TimedOut({ detail: "attempt", limit: EACH })),
    }),
    Effect.catch((reason) =>
      Effect.succeed({
        finding: failed(fromRepositoryError(new ThreadRepositoryError({ reason, attempts: 1 }))),
        httpResponse: undefined,
      }),
    ),
  )
