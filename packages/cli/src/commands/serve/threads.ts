import type { CustomerThread } from "@customer-threads/domain"
import { parseThreads } from "@customer-threads/http-api/wire"
import { generateThreads } from "@customer-threads/stand-in-server"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type * as Path from "effect/Path"
import { type CliError, usageError } from "../../errors/CliError.ts"
import { fileReason } from "../../errors/fileReason.ts"
import { sampleThreadsFile } from "../../sampleThreads.ts"
import { type ServeInput, seedDefaults } from "./flags.ts"

const readFile = Effect.fnUntraced(function* (file: string) {
  const files = yield* FileSystem.FileSystem
  const bytes = yield* Effect.mapError(files.readFile(file), (error) =>
    usageError(`--data ${file}: cannot be read (${fileReason(error)})`, "give a file of threads"),
  )
  const text = yield* Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
    catch: () => usageError(`--data ${file}: is not UTF-8 text`, "give a file of threads"),
  })
  return yield* Effect.mapError(parseThreads(text), ({ message }) =>
    usageError(`--data ${file}: ${message}`, "correct the file"),
  )
})

/** Reads the first threads from a file, generates them, or takes the samples. */
export const startingThreads = Effect.fnUntraced(function* (
  input: ServeInput,
): Effect.fn.Return<ReadonlyArray<CustomerThread>, CliError, FileSystem.FileSystem | Path.Path> {
  const { customers, data, seed, threads } = input
  if (Option.isSome(data) && Option.isSome(seed)) {
    return yield* usageError("--data and --seed exclude each other", "give one of them, or none for sample threads")
  }
  if (Option.isNone(seed) && (Option.isSome(threads) || Option.isSome(customers))) {
    return yield* usageError("--threads and --customers say what --seed makes up", "give --seed N too")
  }
  if (Option.isSome(data)) return yield* readFile(data.value)
  if (Option.isNone(seed)) return yield* readFile(yield* sampleThreadsFile)
  return generateThreads({
    seed: seed.value,
    threads: Option.getOrElse(threads, () => seedDefaults.threads),
    customers: Option.getOrElse(customers, () => seedDefaults.customers),
  })
})
