import { Clock, Effect, Stream } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"

/** The response of a scripted service to one request, and the milliseconds that it takes. */
export interface Step {
  readonly takes: number
  readonly status: number
  readonly body: string
  readonly retryAfter?: string | undefined
}

/** A client without sockets that plays a script, its last step for ever, and keeps when each request came. */
export const scriptedClient = (script: ReadonlyArray<Step>) => {
  const requestedAt: Array<number> = []
  const client = HttpClient.make(
    Effect.fnUntraced(function* (request) {
      requestedAt.push(yield* Clock.currentTimeMillis)
      const step = script[Math.min(requestedAt.length, script.length) - 1]!
      yield* Effect.sleep(step.takes)
      const headers = new Headers({ "content-type": "application/json" })
      if (step.retryAfter !== undefined) headers.set("retry-after", step.retryAfter)
      const response = HttpClientResponse.fromWeb(request, new Response(null, { status: step.status, headers }))
      // The body is there at once: a web stream would take time that no test clock knows.
      return Object.create(response, { stream: { value: Stream.succeed(new TextEncoder().encode(step.body)) } })
    }),
  )
  return { client, requestedAt }
}
