import type { CustomerThread } from "@customer-threads/domain"
import { parseThreads } from "@customer-threads/in-memory-adapter"
import { seededThreads } from "@customer-threads/stand-in-server"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type * as Path from "effect/Path"
import { type CliError, usageError } from "../../errors/CliError.ts"
import { sampleThreadsFile } from "../../sampleThreads.ts"
import type { ServeInput } from "./flags.ts"

const MOST = 1_000_000

const readFile = Effect.fnUntraced(function* (file: string) {
  const files = yield* FileSystem.FileSystem
  const bytes = yield* Effect.mapError(files.readFile(file), ({ reason }) =>
    usageError(`--data ${file}: cannot be read (${reason._tag})`, "give a file of threads"),
  )
  const text = yield* Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
    catch: () => usageError(`--data ${file}: is not UTF-8 text`, "give a file of threads"),
  })
  return yield* Effect.mapError(parseThreads(text), ({ message }) =>
    usageError(`--data ${file}, ${message}`, "correct the file"),
  )
})

const wholeNumber = (flag: string, text: string, least: number, most: number): Effect.Effect<number, CliError> =>
  /^\d{1,16}$/.test(text) && Number(text) >= least && Number(text) <= most
    ? Effect.succeed(Number(text))
    : Effect.fail(usageError(`--${flag}: expected a whole number from ${least} to ${most}`, "correct it"))

const orElse = (flag: Option.Option<string>, text: string): string => Option.getOrElse(flag, () => text)

/** The number of `--fault-seed`, or 0. */
export const readFaultSeed = ({ faultSeed }: ServeInput): Effect.Effect<number, CliError> =>
  wholeNumber("fault-seed", orElse(faultSeed, "0"), 0, Number.MAX_SAFE_INTEGER)

/** The threads to begin with: of a file, made up, or the samples. */
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
  return seededThreads({
    seed: yield* wholeNumber("seed", seed.value, 0, Number.MAX_SAFE_INTEGER),
    threads: yield* wholeNumber("threads", orElse(threads, "300"), 0, MOST),
    customers: yield* wholeNumber("customers", orElse(customers, "12"), 1, MOST),
  })
})
