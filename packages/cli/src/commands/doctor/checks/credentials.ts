import { Rejected, ThreadQuery, ThreadRepository, ThreadRepositoryError } from "@customer-threads/domain"
import { monotonicMillis } from "@customer-threads/domain/clock"
import * as settings from "@customer-threads/http-api/settings"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { formatSource } from "../../../config/source.ts"
import { requireCredentials } from "../../../credentials/find.ts"
import { CliError, fromRepositoryError, usageError } from "../../../errors/CliError.ts"
import { type ServiceInput, serviceLayer } from "../../../service/layer.ts"
import { failed, notChecked, ok } from "../check.ts"
import type { DoctorInput } from "../flags.ts"

/** Reports only the status of a rejection, because the vendor's text may contain identifiers. */
const withoutIdentifiers = ({ attempts, reason }: ThreadRepositoryError): CliError => {
  if (reason._tag !== "Rejected") return fromRepositoryError(new ThreadRepositoryError({ attempts, reason }))
  const quiet = new Rejected({ status: reason.status, errors: [], warnings: [] })
  return new CliError({
    ...fromRepositoryError(new ThreadRepositoryError({ attempts, reason: quiet })),
    fix: "see what the service says: threads list, with the same flags",
  })
}

const present = Effect.gen(function* () {
  const found = yield* requireCredentials
  yield* Effect.mapError(Effect.fromResult(settings.checkCredentials(found.credentials)), ({ message }) =>
    usageError(message, "correct the credentials"),
  )
  return found
})

const ask = Effect.fnUntraced(function* (
  query: ThreadQuery,
  service: Pick<ServiceInput, "baseUrl" | "credentials">,
  deadline: number,
) {
  const left = Duration.millis(Math.max(1_000, deadline - (yield* monotonicMillis)))
  const limit = Duration.seconds(Math.floor(Duration.toSeconds(left)))
  yield* ThreadRepository.use(({ list }) =>
    Effect.mapError(list(new ThreadQuery({ ...query, maxResults: 1 })), withoutIdentifiers),
  ).pipe(
    Effect.provide(
      serviceLayer({ ...service, verbose: false }, { attempts: 1, attemptTimeout: limit, overallTimeout: limit }),
    ),
  )
})

/** The query that tries the credentials, and its time limit. `mayAsk` is true if it is safe to send them to the address. */
export interface Trial {
  readonly query: ThreadQuery | undefined
  readonly mayAsk: boolean
  readonly deadline: number
}

/** Checks that there are credentials and, if a query can be sent, that the service accepts them. */
export const checkCredentials = Effect.fnUntraced(function* (input: DoctorInput, { deadline, mayAsk, query }: Trial) {
  const found = yield* Effect.result(present)
  if (Result.isFailure(found)) return failed(found.failure)
  const { credentials } = found.success
  const source = formatSource(found.success.source)
  if (!mayAsk) return notChecked(`There are some, from ${source}, and they were not sent`, "mend what failed first")
  if (query === undefined) {
    return notChecked(
      `There are some, from ${source}, and they were not tried`,
      "give --department ID and --customer ID to have them tried",
    )
  }
  const asked = yield* Effect.result(ask(query, { baseUrl: input.baseUrl, credentials }, deadline))
  return Result.isFailure(asked) ? failed(asked.failure) : ok(`The service accepts those from ${source}`)
})
