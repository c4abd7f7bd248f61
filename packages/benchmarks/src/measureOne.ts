// Measures one benchmark, and sends its rows to the parent process.
import { benchmarks } from "./benchmarks.ts"

const [name = "", size] = process.argv.slice(2)
process.on("disconnect", () => process.exit(1))
process.send?.(await benchmarks[name]?.run(size === "--small"), () => process.disconnect?.())
