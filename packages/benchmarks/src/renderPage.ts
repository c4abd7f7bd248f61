import { readFileSync } from "node:fs"
import { cpus } from "node:os"
import type { Benchmark, Outcome, Row } from "./Row.ts"

const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"))

/** Everything that this package measures beside our own, by name. */
const peerVersions = (): Record<string, string> => {
  const { devDependencies } = readJson("../package.json") as { devDependencies: Record<string, string> }
  return Object.fromEntries(
    Object.entries(devDependencies).filter(
      ([name]) => !name.startsWith("@customer-threads/") && !name.startsWith("@types/"),
    ),
  )
}

const ratio = (value: number): string => value.toFixed(value < 2 ? 3 : value < 10 ? 2 : 0)

const list = (record: Readonly<Record<string, string>>, between: string): string =>
  Object.entries(record)
    .map(([name, value]) => `${name}${between}${value}`)
    .join(", ")

const others = (row: Row): string =>
  list(Object.fromEntries(Object.entries(row.others ?? {}).map(([name, value]) => [name, ratio(value)])), ": ")

const aimed = ({ aim }: Row): string => (aim === undefined ? "reported" : `${aim.text}${aim.reached ? "" : ", missed"}`)

const isBetter = (row: Row, value: number): boolean => (row.largerIsBetter ? value > row.ratio : value < row.ratio)

/** A sentence for each row in which another did better. */
const wins = (rows: ReadonlyArray<Row>): ReadonlyArray<string> =>
  rows.flatMap((row) => {
    const better = Object.entries(row.others ?? {}).filter(([, value]) => isBetter(row, value))
    if (better.length === 0) return []
    const named = better.map(([name, value]) => `${name} (${ratio(value)})`).join(", ")
    return [`Better than ours (${ratio(row.ratio)}) at "${row.what}": ${named}.`, ""]
  })

const verdict = (rows: ReadonlyArray<Row>): ReadonlyArray<string> => {
  if (rows.every((row) => Object.keys(row.others ?? {}).length === 0)) return []
  const lines = wins(rows)
  return lines.length === 0 ? ["None of the others did better than ours in this table.", ""] : lines
}

/** One group as a table. */
export const renderTable = ({ note, title }: Benchmark, { rows }: Outcome): string =>
  [
    `## ${title}`,
    "",
    ...(note === undefined ? [] : [note, ""]),
    "| what | ratio | aimed at | floor | ours | others |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map(
      (row) => `| ${row.what} | ${ratio(row.ratio)} | ${aimed(row)} | ${row.floor} | ${row.figure} | ${others(row)} |`,
    ),
    "",
    ...verdict(rows),
  ].join("\n")

/** The page of all groups. */
export const renderPage = (tables: ReadonlyArray<string>, versions: Readonly<Record<string, string>>): string =>
  [
    "# Benchmarks",
    "",
    "Ratios of ours to a floor, both taken in one run, each having its turn in every round, as medians over the rounds; what",
    "they give was compared first. Absolute times depend on the machine and on what else it does. `npm run bench` writes this",
    "page; `npm run bench -- decode` measures one group.",
    "",
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, effect ${readJson("../../../node_modules/effect/package.json").version}, ${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores.`,
    `Beside them: ${list({ ...peerVersions(), ...versions }, " ")}.`,
    "",
    "![Three diagrams: the cost of decoding, querying and writing by size, ours beside the others](benchmarks.svg)",
    "",
    ...tables,
  ].join("\n")
