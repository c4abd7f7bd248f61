import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { flagOrSetting } from "../../env.ts"
import { usageError } from "../../errors/CliError.ts"
import { readOutput } from "../../flags/output.ts"
import { readDepartmentQuery } from "../../flags/query.ts"
import { Concurrency, defaultConcurrency, type ExportInput } from "./flags.ts"
import type { Beginning } from "./open.ts"

const readBeginning = Effect.fnUntraced(function* ({ force, resume }: ExportInput) {
  if (force && resume) {
    return yield* usageError("--resume and --force are both given", "use --resume to go on, or --force to start over")
  }
  return (resume ? "resume" : force ? "force" : "new") satisfies Beginning as Beginning
})

/** Reads the flags and settings of an export, but for the customers. */
export const readExportFlags = Effect.fnUntraced(function* (input: ExportInput) {
  const format = input.output.endsWith(".csv") ? "csv" : "ndjson"
  const { columns, csv, iso } = yield* readOutput({ ...input, format })
  return {
    format,
    beginning: yield* readBeginning(input),
    concurrency: (yield* flagOrSetting(input.concurrency, "THREADS_CONCURRENCY", Concurrency)) ?? defaultConcurrency,
    rate: Option.getOrUndefined(input.rate),
    query: yield* readDepartmentQuery(input),
    columns,
    csv,
    iso,
  } as const
})
export type ExportFlags = Effect.Success<ReturnType<typeof readExportFlags>>
