// npm run bench [-- NAME ...] [-- --small]: measures and prints. A whole run that is not small also writes docs/benchmarks.md.
import { existsSync, writeFileSync } from "node:fs"
import { benchmarks } from "./benchmarks.ts"
import type { Benchmark, Row } from "./Row.ts"
import { renderPage, renderTable } from "./renderPage.ts"
import { firstMessage, spawnModule } from "./spawnModule.ts"

const small = process.argv.includes("--small")
const given = process.argv.slice(2).filter((word) => word !== "--small")
const names = given.length > 0 ? given : Object.keys(benchmarks)

/** Explains why the benchmarks cannot run. `undefined` if they can. */
const problem = (): string | undefined => {
  const unknown = names.filter((name) => !(name in benchmarks))
  if (unknown.length > 0) {
    return `There is no benchmark ${unknown.join(", ")}; expected ${Object.keys(benchmarks).join(", ")}.`
  }
  const missing = names.find((name) => {
    const needs = benchmarks[name]?.needs
    return needs !== undefined && !existsSync(needs)
  })
  return missing === undefined
    ? undefined
    : `The benchmark ${missing} needs the built program; run npm run build first.`
}

/** Measures in a process of its own, so that no benchmark inherits the garbage or the compiled code of another. */
const measureAlone = async (name: string): Promise<ReadonlyArray<Row>> =>
  (await firstMessage(spawnModule("measureOne", name, small ? "--small" : ""), name)) as ReadonlyArray<Row>

const refused = problem()
if (refused !== undefined) {
  process.stderr.write(`${refused}\n`)
  process.exitCode = 2
} else {
  const tables: Array<string> = []
  for (const name of names) {
    const table = renderTable(benchmarks[name] as Benchmark, await measureAlone(name))
    process.stdout.write(`${table}\n`)
    tables.push(table)
  }
  if (given.length === 0 && !small) {
    writeFileSync(new URL("../../../docs/benchmarks.md", import.meta.url), renderPage(tables))
  }
}
