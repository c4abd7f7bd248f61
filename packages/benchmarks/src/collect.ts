import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

setFlagsFromString("--expose-gc")

/** Collects garbage: all of it, or the young generation. */
export const collect = runInNewContext("gc") as (options?: { readonly type: "minor" }) => void
