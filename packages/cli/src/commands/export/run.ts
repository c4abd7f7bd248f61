import { type CustomerUuid, ThreadRepository } from "@customer-threads/domain"
import { monotonicMillis } from "@customer-threads/domain/clock"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import { cliError, usageError } from "../../errors/CliError.ts"
import { PasswordStdin } from "../../flags/globals.ts"
import { readBaseUrl } from "../../flags/service.ts"
import { serviceLayer } from "../../service/layer.ts"
import { readCustomers } from "./customers.ts"
import { exportThreads } from "./exportThreads.ts"
import { exportFiles } from "./files.ts"
import { fingerprintOf } from "./fingerprint.ts"
import type { ExportInput } from "./flags.ts"
import { lockOutput } from "./lock.ts"
import { openExport } from "./open.ts"
import { type ExportFlags, readExportFlags } from "./options.ts"
import { ExportStats, summaryText, withProgress } from "./progress.ts"
import { makeRateLimiter, type RateLimiter } from "./rateLimit.ts"
import { rendererOf } from "./renderer.ts"
import { makeExportWriter } from "./writer.ts"

/** Makes the repository of the service, with requests no faster than the rate limiter allows. */
const rateLimitedLayer = ({ baseUrl }: ExportInput, { concurrency }: ExportFlags, rateLimiter: RateLimiter) =>
  Layer.effect(ThreadRepository, Effect.map(ThreadRepository, rateLimiter.repository)).pipe(
    Layer.provideMerge(serviceLayer({ baseUrl, verbose: false }, { concurrency }, rateLimiter.client)),
  )

const tellWarnings = Effect.fnUntraced(function* ({ cutOff, warnings }: ExportStats) {
  for (const [text, times] of warnings) yield* Console.error(`Warning from the service, ${times} times: ${text}`)
  if (cutOff > 0) yield* Console.error(`There may be more threads: ${cutOff} lists were cut off at --max-results.`)
})

/** Opens the files, exports to them, and reports the result. */
const exportTo = Effect.fnUntraced(function* (
  input: ExportInput,
  flags: ExportFlags,
  customers: ReadonlySet<CustomerUuid>,
) {
  const files = yield* exportFiles(input.output)
  const path = yield* Path.Path
  yield* lockOutput(path.join(files.directory, path.basename(files.output)))
  const asked = fingerprintOf(flags, input, yield* readBaseUrl(input.baseUrl), customers)
  const open = yield* openExport(files, asked, flags.beginning)
  const renderer = yield* rendererOf(flags)
  const writer = yield* makeExportWriter(files, open, renderer.head)
  const { threads, customers: before } = open
  const startedAt = yield* monotonicMillis
  const tally = new ExportStats({ total: customers.size, before: before.size, threads, startedAt })
  const missing = [...customers].filter((customer) => !before.has(customer))

  yield* exportThreads(missing, { ...flags, renderer, writer, tally }).pipe(
    Effect.ensuring(Effect.ignore(writer.flush)),
    (work) => withProgress(tally, work),
    Effect.andThen(Effect.suspend(() => writer.finish(tally.failed === 0))),
    Effect.onInterrupt(() =>
      Console.error(
        `Interrupted: ${tally.exported} of ${tally.total} customers are exported. Go on with the same command and --resume.`,
      ),
    ),
  )
  yield* tellWarnings(tally)
  yield* Console.error(summaryText(tally, yield* monotonicMillis, files.output))
  if (tally.failed > 0) {
    return yield* cliError(
      tally.worst,
      "CustomersFailed",
      `${tally.failed} of ${tally.total} customers failed, each for the reason in ${files.errors}`,
      "try them again with --resume",
    )
  }
})

/** Writes the threads of many customers to a file. */
export const runExport = Effect.fnUntraced(function* (input: ExportInput) {
  const flags = yield* readExportFlags(input)
  if (input.customers === "-" && (yield* PasswordStdin)) {
    return yield* usageError(
      "--customers - and --password-stdin both read standard input",
      "give the customers in a file",
    )
  }
  const customers = yield* readCustomers(input.customers)
  const rateLimiter = yield* makeRateLimiter(flags.rate)
  // Without credentials no file is begun.
  yield* Effect.provide(exportTo(input, flags, customers), rateLimitedLayer(input, flags, rateLimiter))
}, Effect.scoped)
