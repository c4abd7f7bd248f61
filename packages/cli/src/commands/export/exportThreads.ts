import {
  type CustomerUuid,
  listAll,
  type QueryOutcome,
  ThreadQuery,
  type ThreadRepositoryError,
} from "@customer-threads/domain"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import { CliError, fromRepositoryError } from "../../errors/CliError.ts"
import { errorToJson } from "../../errors/formatError.ts"
import type { DepartmentQuery } from "../../flags/query.ts"
import { printableJson } from "../../text.ts"
import type { ExportStats } from "./progress.ts"
import type { Renderer } from "./renderer.ts"
import type { ExportWriter } from "./writer.ts"

/** The number of failures in a row that stops an export. Infinity for failures that concern one customer alone. */
const mostInARow = ({ isRetryable, reason }: ThreadRepositoryError): number => {
  switch (reason._tag) {
    case "Unauthenticated":
      return 1
    case "Forbidden":
      return 10
    default:
      return isRetryable ? 100 : Number.POSITIVE_INFINITY
  }
}

/** Decides when to stop an export: the credentials are refused for every customer, or the service is down. */
export class StopRule {
  #inARow = 0

  succeeded(): void {
    this.#inARow = 0
  }

  /** Counts a failure. Returns true if the export should stop. */
  failed(error: ThreadRepositoryError): boolean {
    const most = mostInARow(error)
    this.#inARow = Number.isFinite(most) ? this.#inARow + 1 : 0
    return this.#inARow >= most
  }
}

/** Formats the failure of a customer as a line of the file of errors. */
const failureLine = (customer: CustomerUuid, failed: CliError): string =>
  `${printableJson({ customer, error: errorToJson(failed) }, 0)}\n`

const stopped = (failed: CliError): CliError =>
  new CliError({
    ...failed,
    problem: `The export stopped, since the other customers would fail too. ${failed.problem}`,
    fix: `${failed.fix}, then go on with --resume`,
  })

/** Parts of an export. */
interface ExportParts {
  readonly query: DepartmentQuery
  readonly concurrency: number
  readonly renderer: Renderer
  readonly writer: ExportWriter
  readonly tally: ExportStats
}

/** Lists the threads of each customer, and writes them as they arrive. */
export const exportThreads = (
  customers: Iterable<CustomerUuid>,
  { concurrency, query, renderer, tally, writer }: ExportParts,
) => {
  const rule = new StopRule()

  const take = Effect.fnUntraced(function* ({ query: { customerUuid }, result }: QueryOutcome) {
    if (Result.isSuccess(result)) {
      rule.succeeded()
      const { threads } = result.success
      const text = yield* renderer.render(threads)
      tally.add(result.success)
      return yield* writer.add(customerUuid, threads.length, text)
    }
    const failed = fromRepositoryError(result.failure)
    tally.addFailure(failed.exitCode)
    yield* writer.addFailure(failureLine(customerUuid, failed))
    if (rule.failed(result.failure)) return yield* stopped(failed)
  })

  const queries = Stream.map(
    Stream.fromIterable(customers),
    (customerUuid) => new ThreadQuery({ ...query, customerUuid }),
  )
  return Stream.runForEach(listAll(queries, { concurrency }), take)
}
