import type { ThreadQuery } from "@customer-threads/domain"
import { printable } from "@customer-threads/domain/text"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { flagOr } from "../../env.ts"
import { usageError } from "../../errors/CliError.ts"
import { readOutput } from "../../flags/output.ts"
import { readQuery } from "../../flags/query.ts"
import type { ExportInput } from "./flags.ts"
import type { Beginning } from "./open.ts"

const whole = Effect.fnUntraced(function* (name: string, text: string, most: number) {
  return /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= most
    ? Number(text)
    : yield* usageError(`${name}: expected a whole number from 1 to ${most}, not ${printable(text, 20)}`, "correct it")
})

const readFormat = Effect.fnUntraced(function* (output: string) {
  const [, format] = /[^/\\]\.(ndjson|csv)$/.exec(output) ?? []
  return format === "ndjson" || format === "csv"
    ? format
    : yield* usageError(`--output: ${printable(output)} says no format`, "expected FILE.ndjson or FILE.csv")
})

const readBeginning = Effect.fnUntraced(function* ({ force, resume }: ExportInput) {
  if (force && resume) {
    return yield* usageError(
      "--resume and --force are both given",
      "--resume goes on with what is there, --force begins anew",
    )
  }
  return (resume ? "resume" : force ? "force" : "new") satisfies Beginning as Beginning
})

/** What is asked for each customer: the query without the customer, whose place `placeholder` takes. */
const placeholder = "customer"

/** Reads and checks the flags of an export, but for the customers. */
export const readExportFlags = Effect.fnUntraced(function* (input: ExportInput) {
  const format = yield* readFormat(input.output)
  const beginning = yield* readBeginning(input)
  const concurrency = (yield* flagOr(input.concurrency, "THREADS_CONCURRENCY")) ?? "8"
  const query: ThreadQuery = yield* readQuery({ ...input, customer: placeholder })
  const { columns, iso } = yield* readOutput({ ...input, format, utc: false })
  return {
    format,
    beginning,
    concurrency: yield* whole("--concurrency", concurrency, 100),
    rate: Option.isSome(input.rate) ? yield* whole("--rate", input.rate.value, 1_000) : undefined,
    query,
    columns,
    iso,
  }
})
export type ExportFlags = Effect.Success<ReturnType<typeof readExportFlags>>
