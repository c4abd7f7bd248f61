// Measures the one benchmark that is named, and sends what it found out to the process that asked.
import { benchmarks } from "./benchmarks.ts"

const [name = "", size] = process.argv.slice(2)
process.on("disconnect", () => process.exit(1))
process.send?.(await benchmarks[name]?.run(size === "--small"), () => process.disconnect?.())
