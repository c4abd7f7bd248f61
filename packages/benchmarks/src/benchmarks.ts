import { call } from "./call.ts"
import { decode } from "./decode.ts"
import { load } from "./load.ts"
import { query } from "./query.ts"
import type { Benchmark } from "./Row.ts"
import { standIn } from "./standIn.ts"
import { start } from "./start.ts"
import { write } from "./write.ts"

/** Every benchmark, by the name that it is asked for with. */
export const benchmarks: Readonly<Record<string, Benchmark>> = {
  decode,
  query,
  write,
  load,
  call,
  "stand-in": standIn,
  start,
}
