// Puts into the packages what stands once at the top: the licence into each, the sample threads into the program's.
import { cpSync, globSync } from "node:fs"

for (const file of globSync("packages/*/package.json")) cpSync("LICENSE", file.replace("package.json", "LICENSE"))
cpSync("examples/sample-threads.ndjson", "packages/cli/samples/sample-threads.ndjson")
