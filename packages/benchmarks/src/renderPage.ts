import { readFileSync } from "node:fs"
import { cpus } from "node:os"
import type { Benchmark, Row } from "./Row.ts"

const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"))

/** The versions of everything that is measured, by name. */
const versions = (): Record<string, string> => {
  const { devDependencies } = readJson("../package.json") as { devDependencies: Record<string, string> }
  const peers = Object.entries(devDependencies).filter(([name]) => !name.startsWith("@customer-threads/"))
  return {
    Node: process.versions.node,
    SQLite: process.versions.sqlite ?? "unknown",
    effect: readJson("../../../node_modules/effect/package.json").version,
    ...Object.fromEntries(peers),
  }
}

const list = (record: Readonly<Record<string, string>>): string =>
  Object.entries(record)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ")

const renderRow = ({ alternatives = {}, baseline, bound, measured, what }: Row): string => {
  const result = bound === undefined || bound.isMet ? measured : `**missed**: ${measured}`
  return `| ${what} | ${baseline} | ${bound?.text ?? "reported"} | ${result} | ${list(alternatives)} |`
}

/** Renders one group as a table. */
export const renderTable = ({ note, title }: Benchmark, rows: ReadonlyArray<Row>): string =>
  [
    `## ${title}`,
    "",
    ...(note === undefined ? [] : [note, ""]),
    "| what | baseline | bound | measured | alternatives |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(renderRow),
    "",
  ].join("\n")

/** Renders the page of all groups. */
export const renderPage = (tables: ReadonlyArray<string>): string =>
  [
    "# Benchmarks",
    "",
    "`npm run bench` measures every row in one run and writes this page. `npm run bench -- decode` measures one group and",
    "writes nothing.",
    "",
    "Measured values and alternatives are ratios to the baseline; parentheses have the absolute value. A bound is the largest ratio",
    "that is accepted, or the smallest if it says so. A bound with a unit is absolute. The baseline, ours and the alternatives take",
    "turns in each round, and a value is the median of its rounds. Before the first round, the run checks that all of them give",
    "the same result. Absolute values depend on the machine and its load.",
    "",
    `Measured on ${new Date().toISOString().slice(0, 10)} with ${cpus().length} cores of ${cpus()[0]?.model ?? "an unknown processor"}.`,
    "",
    `Versions: ${list(versions())}.`,
    "",
    ...tables,
  ].join("\n")
