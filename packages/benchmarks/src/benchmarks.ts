import { call } from "./call.ts"
import { decode } from "./decode.ts"
import { exportCustomers } from "./exportCustomers.ts"
import { load } from "./load.ts"
import { query } from "./query.ts"
import type { Benchmark } from "./Row.ts"
import { standIn } from "./standIn.ts"
import { start } from "./start.ts"
import { write } from "./write.ts"

/** Every benchmark by its name on the command line, in the order of the page. */
export const benchmarks: Readonly<Record<string, Benchmark>> = {
  decode,
  query,
  load,
  write,
  call,
  "stand-in": standIn,
  export: exportCustomers,
  start,
}
