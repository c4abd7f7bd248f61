import { readFileSync } from "node:fs"
import { cpus } from "node:os"
import type { Row } from "./Row.ts"

const version = (name: string): string =>
  JSON.parse(readFileSync(new URL(`../../../node_modules/${name}/package.json`, import.meta.url), "utf8")).version

const ratio = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0))

const others = (row: Row): string =>
  Object.entries(row.others ?? {})
    .map(([name, value]) => `${name}: ${ratio(value)}`)
    .join(", ")

/** One group as a table. */
export const renderTable = (title: string, rows: ReadonlyArray<Row>): string =>
  [
    `## ${title}`,
    "",
    "| what | ratio | aimed at | floor | ours | others |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map((row) => {
      const aimed =
        row.bound === undefined ? "reported" : `at most ${row.bound}${row.ratio > row.bound ? ", missed" : ""}`
      return `| ${row.what} | ${ratio(row.ratio)} | ${aimed} | ${row.floor} | ${row.figure} | ${others(row)} |`
    }),
    "",
  ].join("\n")

/** The page of all groups. */
export const renderPage = (tables: ReadonlyArray<string>): string =>
  [
    "# Benchmarks",
    "",
    "Ratios of ours to a floor, both taken in one run, each having its turn in every round, as medians over the rounds; what",
    "they give was compared first. Absolute times depend on the machine and on what else it does. `npm run bench` writes this",
    "page; `npm run bench -- decode` measures one group.",
    "",
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, effect ${version("effect")}, ${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores.`,
    "",
    ...tables,
  ].join("\n")
