// Writes examples/sample-threads.ndjson: the threads of one fictional dealership, the same ones every time.
// With --check, only says whether the file is what this would write.
import { readFileSync, writeFileSync } from "node:fs"
import { encodeThread, ThreadJson } from "@customer-threads/http-api"
import { generateThreads } from "@customer-threads/stand-in-server"
import { Schema } from "effect"

// The schema puts the fields in the order of the vendor's page.
const encode = Schema.encodeSync(ThreadJson)
const threads = generateThreads({ seed: "riverside motors", threads: 300, customers: 12 })
const text = threads.map((thread) => `${JSON.stringify(encode(encodeThread(thread)))}\n`).join("")
const file = new URL("sample-threads.ndjson", import.meta.url)

if (!process.argv.includes("--check")) writeFileSync(file, text)
else if (readFileSync(file, "utf8") !== text) {
  process.stderr.write("examples/sample-threads.ndjson is not what its generator makes; run: npm run samples\n")
  process.exitCode = 1
}
