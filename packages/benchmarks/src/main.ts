// npm run bench [-- NAME ...] [-- --small]: measures, prints, and writes docs/benchmarks.md and its plot when everything was measured.
import { existsSync, writeFileSync } from "node:fs"
import { benchmarks } from "./benchmarks.ts"
import type { Benchmark, Outcome } from "./Row.ts"
import { renderPage, renderTable } from "./renderPage.ts"
import { type Panel, renderPlot } from "./renderPlot.ts"
import { firstMessage, spawnModule } from "./spawnModule.ts"

const small = process.argv.includes("--small")
const given = process.argv.slice(2).filter((word) => word !== "--small")
const names = given.length > 0 ? given : Object.keys(benchmarks)

/** Why it cannot be measured. */
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

/** In a process of its own, so that no benchmark leaves garbage or code to the next. */
const measureAlone = async (name: string): Promise<Outcome> =>
  (await firstMessage(spawnModule("measureOne", name, small ? "--small" : ""), name)) as Outcome

const refused = problem()
if (refused !== undefined) {
  process.stderr.write(`${refused}\n`)
  process.exitCode = 2
} else {
  const outcomes: Array<Outcome> = []
  const tables: Array<string> = []
  const panels: Array<Panel> = []
  for (const name of names) {
    const benchmark = benchmarks[name] as Benchmark
    const outcome = await measureAlone(name)
    const table = renderTable(benchmark, outcome)
    process.stdout.write(`${table}\n`)
    outcomes.push(outcome)
    tables.push(table)
    if (benchmark.plot !== undefined) panels.push({ ...benchmark.plot, points: outcome.points ?? [] })
  }
  if (given.length === 0 && !small) {
    const versions = Object.assign({}, ...outcomes.map((outcome) => outcome.versions))
    const docs = new URL("../../../docs/", import.meta.url)
    writeFileSync(new URL("benchmarks.svg", docs), renderPlot(panels))
    writeFileSync(new URL("benchmarks.md", docs), renderPage(tables, versions))
  }
}
