import type { CustomerThread } from "@customer-threads/domain"
import * as Effect from "effect/Effect"
import { columnNames, isField } from "../../output/columns.ts"
import { csvHeader, csvRecords } from "../../output/csv.ts"
import { renderNdjson } from "../../output/json.ts"
import type { ExportFlags } from "./options.ts"

/** Formats threads as text. */
export interface Renderer {
  /** The beginning of the file. */
  readonly head: string
  readonly render: (threads: ReadonlyArray<CustomerThread>) => Effect.Effect<string>
}

/** Makes the renderer of a format. Default columns: every field. */
export const rendererOf = ({
  columns,
  csv,
  format,
  iso,
}: Pick<ExportFlags, "columns" | "csv" | "format" | "iso">): Effect.Effect<Renderer> => {
  if (format === "ndjson") {
    return Effect.succeed({ head: "", render: (threads) => Effect.sync(() => renderNdjson(threads, columns)) })
  }
  const shown = columns ?? columnNames.filter(isField)
  return Effect.map(csvHeader(shown, csv), (head) => ({
    head,
    render: (threads) => csvRecords(threads, shown, iso, csv),
  }))
}
