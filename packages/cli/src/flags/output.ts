import { printable } from "@customer-threads/domain/text"
import * as Clock from "effect/Clock"
import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stdio from "effect/Stdio"
import * as Terminal from "effect/Terminal"
import { usageError } from "../errors/CliError.ts"
import { type Column, columnNames, isField } from "../output/columns.ts"
import { exactIn, isoIn, relativeTo } from "../output/instants.ts"
import { type Format, formats, type Output } from "../output/options.ts"
import { canColor, isDumbTerminal, paintWith } from "../output/terminal.ts"
import { tableColumns } from "../output/threadTable.ts"

const readColumns = Effect.fnUntraced(function* (text: string, format: Format) {
  const names = text.split(",").map((name) => name.trim())
  const columns: Array<Column> = []
  for (const name of names) {
    const column = columnNames.find((known) => known === name)
    if (column === undefined) {
      return yield* usageError(
        `--columns: there is no column ${name === "" ? "without a name" : printable(name, 60)}`,
        `expected some of ${columnNames.join(", ")}`,
      )
    }
    if (columns.includes(column)) return yield* usageError(`--columns: ${column} is there twice`, "name it once")
    if (!isField(column) && (format === "json" || format === "ndjson")) {
      return yield* usageError(
        `--columns: ${column} is no field of the endpoint's JSON`,
        "leave it out, or use another --format",
      )
    }
    columns.push(column)
  }
  return columns
})

const readZone = Effect.fnUntraced(function* ({ timeZone, utc }: OutputInput) {
  if (Option.isNone(timeZone)) return undefined
  if (utc) return yield* usageError("--utc and --time-zone are both given", "leave one out")
  const zone = DateTime.zoneFromString(timeZone.value)
  return Option.isSome(zone)
    ? zone.value
    : yield* usageError(
        `--time-zone: there is no zone ${printable(timeZone.value, 60)}`,
        "expected a name such as Europe/Berlin, or an offset such as +02:00",
      )
})

/** Reads what the flags say about the output. */
export const readOutput = Effect.fnUntraced(function* (input: OutputInput) {
  const columns = Option.isSome(input.columns) ? yield* readColumns(input.columns.value, input.format) : undefined
  const zone = yield* readZone(input)
  const stdio = yield* Stdio.Stdio
  const terminal = yield* Terminal.Terminal
  const onTerminal = yield* stdio.stdoutIsTerminal
  const isRelative = onTerminal && !input.utc && zone === undefined
  const symbols = !(yield* isDumbTerminal)
  const colours = yield* canColor
  const table = Effect.gen(function* () {
    const width = onTerminal ? yield* terminal.columns : 0
    return {
      columns: columns ?? tableColumns,
      instantText: isRelative ? relativeTo(yield* Clock.currentTimeMillis) : exactIn(zone),
      paint: paintWith(colours),
      symbols,
      width: width > 0 ? width : undefined,
    }
  })
  return { format: input.format, columns, iso: isoIn(zone), table } satisfies Output as Output
})

/** The flags that say how threads are printed. */
export const outputFlags = {
  format: Flag.Literals("format", formats).pipe(
    Flag.withDescription("How to print the threads; a table unless given"),
    Flag.withDefault("table"),
  ),
  columns: Flag.String("columns").pipe(
    Flag.withMetavar("A,B,..."),
    Flag.withDescription(
      "Only these, in this order: id, lastMessageOn, lastDelegationOn, isWaitingForResponse, closed, archived, userUuid, customerUuid, departmentUuid, dealerUuid, state",
    ),
    Flag.optional,
  ),
  utc: Flag.Boolean("utc").pipe(
    Flag.withDescription("Instants in full and in UTC, on a terminal too"),
    Flag.withDefault(false),
  ),
  timeZone: Flag.String("time-zone").pipe(
    Flag.withMetavar("ZONE"),
    Flag.withDescription("Instants in full and in a time zone, such as Europe/Berlin or +02:00"),
    Flag.optional,
  ),
}
export type OutputInput = Command.Command.Config.Infer<typeof outputFlags>
