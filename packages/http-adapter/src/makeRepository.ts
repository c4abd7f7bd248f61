import { type ThreadQuery, ThreadRepository, ThreadRepositoryError } from "@customer-threads/domain"
import { listThreadsPath } from "@customer-threads/http-api/wire"
import * as Effect from "effect/Effect"
import type { AttemptFailure } from "./AttemptFailure.ts"
import { makeAsk } from "./ask.ts"
import type { Transport } from "./Exchange.ts"
import type { HttpSettings } from "./HttpSettings.ts"
import { measureCall, withSpan } from "./telemetry.ts"

/** A `ThreadRepository` that asks the vendor's endpoint over a transport. */
export const makeRepository = Effect.fnUntraced(function* <R>(
  settings: HttpSettings,
  makeTransport: (settings: HttpSettings) => Effect.Effect<Transport, never, R>,
) {
  const ask = yield* makeAsk(settings, yield* makeTransport(settings))

  const list = (query: ThreadQuery) =>
    Effect.suspend(() => {
      const progress = { attempts: 0 }
      const failed = ({ reason, requestUuid }: Pick<AttemptFailure, "reason" | "requestUuid">) =>
        new ThreadRepositoryError({
          reason,
          attempts: progress.attempts,
          ...(requestUuid === undefined ? {} : { requestUuid }),
        })
      return measureCall(
        ask(query, progress).pipe(
          Effect.mapError(failed),
          Effect.ensuring(Effect.suspend(() => Effect.annotateCurrentSpan("threads.attempts", progress.attempts))),
        ),
      )
    })

  return ThreadRepository.of({
    list: (query) =>
      list(query).pipe(
        withSpan("HttpThreadRepository.list", {
          kind: "client",
          attributes: {
            "http.request.method": "POST",
            "url.template": listThreadsPath,
            ...(settings.identifiersInSpans
              ? { "threads.department": query.departmentUuid, "threads.customer": query.customerUuid }
              : {}),
          },
        }),
      ),
  })
})
