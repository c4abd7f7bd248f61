import { setFlagsFromString } from "node:v8"
import { type CustomerUuid, ThreadRepository } from "@customer-threads/domain"
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import { failure, usageFailure } from "../CliFailure.ts"
import type { ExportInput } from "../commands/export.ts"
import { askedFor } from "../export/askedFor.ts"
import { makeExportWriter } from "../export/ExportWriter.ts"
import { exportFiles } from "../export/exportFiles.ts"
import { exportThreads } from "../export/exportThreads.ts"
import { lockOutput } from "../export/lockOutput.ts"
import { openExport } from "../export/openExport.ts"
import { makePace, type Pace } from "../export/Pace.ts"
import { summaryText } from "../export/progressText.ts"
import { readCustomers } from "../export/readCustomers.ts"
import { type ExportFlags, readExportFlags } from "../export/readExportFlags.ts"
import { rendererOf } from "../export/rendererOf.ts"
import { Tally } from "../export/Tally.ts"
import { withProgress } from "../export/withProgress.ts"
import { PasswordStdin } from "../PasswordStdin.ts"
import { serviceLayer } from "../serviceLayer.ts"
import { readBaseUrl } from "../settings.ts"
import { transport } from "../transport.ts"

/** The service, asked no faster than the pace. */
const pacedLayer = ({ baseUrl }: ExportInput, { concurrency }: ExportFlags, pace: Pace) => {
  const client = Layer.effect(HttpClient.HttpClient, Effect.map(HttpClient.HttpClient, pace.client))
  return Layer.effect(ThreadRepository, Effect.map(ThreadRepository, pace.repository)).pipe(
    Layer.provideMerge(serviceLayer({ baseUrl, verbose: false }, { concurrency }, Layer.provide(client, transport))),
  )
}

const tellWarnings = Effect.fnUntraced(function* ({ cutOff, warnings }: Tally) {
  for (const [text, times] of warnings) yield* Console.error(`Warning from the service, ${times} times: ${text}`)
  if (cutOff > 0) yield* Console.error(`There may be more threads: ${cutOff} lists were cut off at --max-results.`)
})

/** Exports to files that are opened here, and tells what came of it. */
const exportTo = Effect.fnUntraced(function* (
  input: ExportInput,
  flags: ExportFlags,
  customers: ReadonlySet<CustomerUuid>,
) {
  const files = yield* exportFiles(input.output)
  const path = yield* Path.Path
  yield* lockOutput(path.join(files.directory, path.basename(files.output)))
  const asked = askedFor(flags, input, yield* readBaseUrl(input.baseUrl), customers)
  const open = yield* openExport(files, asked, flags.beginning)
  const renderer = yield* rendererOf(flags)
  const writer = yield* makeExportWriter(files, open, renderer.head)
  const { threads, customers: before } = open
  const startedAt = yield* Clock.currentTimeMillis
  const tally = new Tally({ total: customers.size, before: before.size, threads, startedAt })
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
  yield* Console.error(summaryText(tally, yield* Clock.currentTimeMillis, files.output))
  if (tally.failed > 0) {
    return yield* failure(
      tally.worst,
      "CustomersFailed",
      `${tally.failed} of ${tally.total} customers failed, each for the reason in ${files.errors}`,
      "try them again with --resume",
    )
  }
})

/** Writes the threads of many customers to a file. */
export const runExport = Effect.fnUntraced(function* (input: ExportInput) {
  // An answer is garbage as soon as it is written: collected early, it leaves a long export half as large.
  setFlagsFromString("--optimize-for-size")
  const flags = yield* readExportFlags(input)
  if (input.customers === "-" && (yield* PasswordStdin)) {
    return yield* usageFailure(
      "--customers - and --password-stdin both read standard input",
      "give the customers in a file",
    )
  }
  const customers = yield* readCustomers(input.customers)
  const pace = yield* makePace(flags.rate)
  // Without credentials no file is begun.
  yield* Effect.provide(exportTo(input, flags, customers), pacedLayer(input, flags, pace))
}, Effect.scoped)
