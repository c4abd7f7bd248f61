// Puts the sample threads into the package of the program, which shows them.
import { cpSync } from "node:fs"

cpSync("examples/sample-threads.ndjson", "packages/cli/samples/sample-threads.ndjson")
