// npm run bench [-- NAME ...] [-- --small]: measures, prints, and writes docs/benchmarks.md when everything was measured.
import { writeFileSync } from "node:fs"
import { decode } from "./decode.ts"
import { load } from "./load.ts"
import { query } from "./query.ts"
import type { Benchmark } from "./Row.ts"
import { renderPage, renderTable } from "./renderPage.ts"
import { write } from "./write.ts"

const benchmarks: Record<string, Benchmark> = { decode, query, write, load }

const small = process.argv.includes("--small")
const named = process.argv.slice(2).filter((word) => word !== "--small")
const unknown = named.filter((name) => !(name in benchmarks))

if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(", ")}; expected ${Object.keys(benchmarks).join(", ")}.\n`)
  process.exitCode = 2
} else {
  const tables: Array<string> = []
  for (const name of named.length > 0 ? named : Object.keys(benchmarks)) {
    const { run, title } = benchmarks[name] as Benchmark
    const table = renderTable(title, await run(small))
    process.stdout.write(`${table}\n`)
    tables.push(table)
  }
  const page = new URL("../../../docs/benchmarks.md", import.meta.url)
  if (named.length === 0 && !small) writeFileSync(page, renderPage(tables))
}
