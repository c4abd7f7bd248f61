import { expecting } from "@customer-threads/http-api/settings"
import * as Clock from "effect/Clock"
import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import * as Stdio from "effect/Stdio"
import * as Terminal from "effect/Terminal"
import { usageError } from "../errors/CliError.ts"
import { columnNames, exactIn, isField, isoIn, relativeTo } from "../output/columns.ts"
import { formats, type Output } from "../output/options.ts"
import { canColor, isDumbTerminal, paintWith } from "../output/terminal.ts"
import { tableColumns } from "../output/threadTable.ts"

/** A list of different columns, such as `id,state`. */
const Columns = Schema.String.pipe(
  Schema.decodeTo(Schema.Array(Schema.Trim), {
    decode: SchemaGetter.split(),
    encode: SchemaGetter.transform((names: ReadonlyArray<string>) => names.join(",")),
  }),
  Schema.decodeTo(Schema.Array(Schema.Literals(columnNames)).check(Schema.isNonEmpty(), Schema.isUnique())),
  expecting(`a comma-separated list of different columns out of ${columnNames.join(", ")}`),
)

/** True for a name, and for an offset that exists: from -12:00 to +14:00. */
const isPossible = (zone: DateTime.TimeZone): boolean =>
  zone._tag === "Named" || (zone.offset >= -12 * HOUR && zone.offset <= 14 * HOUR)
const HOUR = 3_600_000

// Effect reads an offset of 60 minutes and more.
const TimeZone = Schema.String.check(Schema.isPattern(/^(?![+-]\d\d:?[6-9])/)).pipe(
  Schema.decodeTo(Schema.TimeZoneFromString.check(Schema.makeFilter(isPossible))),
  expecting("a time zone such as Europe/Berlin or +02:00"),
)

const [defaultFormat] = formats

/** A character that Effect's encoder takes, and that a user can mean. */
const Delimiter = Schema.String.check(
  Schema.isPattern(/^[^\s\p{C}"\p{L}\p{N}]$|^\t$|^tab$/u, { expected: "one character such as ; or |, or tab" }),
)

/** The flags for the form of CSV. */
export const csvFlags = {
  csvDelimiter: Flag.String("csv-delimiter").pipe(
    Flag.withSchema(Delimiter),
    Flag.withMetavar("CHARACTER"),
    Flag.withDescription("Separate the cells of CSV by this character, such as ';', or by tab [default: ,]"),
    Flag.withDefault(","),
  ),
  bom: Flag.Boolean("bom").pipe(
    Flag.withDescription("Begin CSV with a byte order mark, by which Excel reads UTF-8"),
    Flag.withDefault(false),
  ),
  csvGuard: Flag.Boolean("csv-guard").pipe(
    Flag.withDescription("Put an apostrophe before text of CSV that is a formula in a spreadsheet [default: on]"),
    Flag.withDefault(true),
  ),
}

/** The flags for the format of threads. */
export const outputFlags = {
  format: Flag.Literals("format", formats).pipe(
    Flag.withAlias("f"),
    Flag.withDescription(`How to print the threads [default: ${defaultFormat}]`),
    Flag.withDefault(defaultFormat),
  ),
  columns: Flag.String("columns").pipe(
    Flag.withSchema(Columns),
    Flag.withMetavar("A,B,..."),
    Flag.withDescription(`Print only these columns, in this order: ${columnNames.join(", ")}`),
    Flag.optional,
  ),
  utc: Flag.Boolean("utc").pipe(
    Flag.withDescription("Print instants in full and in UTC, on a terminal too"),
    Flag.withDefault(false),
  ),
  timeZone: Flag.String("time-zone").pipe(
    Flag.withSchema(TimeZone),
    Flag.withMetavar("ZONE"),
    Flag.withDescription("Print instants in full and in a time zone, such as Europe/Berlin or +02:00"),
    Flag.optional,
  ),
  ...csvFlags,
}

/** The values of the output's flags. A missing flag has its default. */
export type OutputInput = Partial<Command.Command.Config.Infer<typeof outputFlags>>

/** Reads the output's options from the flags and the terminal. */
export const readOutput = Effect.fnUntraced(function* ({
  bom = false,
  columns: columnsFlag = Option.none(),
  csvDelimiter = ",",
  csvGuard = true,
  format = defaultFormat,
  timeZone = Option.none(),
  utc = false,
}: OutputInput) {
  const columns = Option.getOrUndefined(columnsFlag)
  const zone = Option.getOrUndefined(timeZone)
  if (zone !== undefined && utc) return yield* usageError("--utc and --time-zone are both given", "leave one out")
  const notInJson = format === "json" || format === "ndjson" ? columns?.find((column) => !isField(column)) : undefined
  if (notInJson !== undefined) {
    return yield* usageError(
      `--columns: ${notInJson} is no field of the endpoint's JSON`,
      "leave it out, or use another --format",
    )
  }
  const stdio = yield* Stdio.Stdio
  const terminal = yield* Terminal.Terminal
  const onTerminal = yield* stdio.stdoutIsTerminal
  const isRelative = onTerminal && !utc && zone === undefined
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
  const csv = { delimiter: csvDelimiter === "tab" ? "\t" : csvDelimiter, bom, guard: csvGuard }
  return { format, columns, csv, iso: isoIn(zone), table } satisfies Output as Output
})

/** The flag for the format of a report. */
export const reportFlags = {
  format: Flag.Literals("format", ["table", "json"]).pipe(
    Flag.withAlias("f"),
    Flag.withDescription("How to print the report [default: table]"),
    Flag.withDefault("table"),
  ),
}
