import type { CustomerThread } from "@customer-threads/domain"
import * as Effect from "effect/Effect"
import { columnNames, isField } from "../../output/columns.ts"
import { csvHeader, csvRecords } from "../../output/csv.ts"
import { renderNdjson } from "../../output/json.ts"
import type { ExportFlags } from "./options.ts"

/** How threads become text. */
export interface Renderer {
  /** What the file begins with. */
  readonly head: string
  readonly render: (threads: ReadonlyArray<CustomerThread>) => Effect.Effect<string>
}

/** The renderer of a format, with the columns asked for: every field unless they were. */
export const rendererOf = ({
  columns,
  format,
  iso,
}: Pick<ExportFlags, "columns" | "format" | "iso">): Effect.Effect<Renderer> => {
  if (format === "ndjson") {
    return Effect.succeed({ head: "", render: (threads) => Effect.sync(() => renderNdjson(threads, columns)) })
  }
  const shown = columns ?? columnNames.filter(isField)
  return Effect.map(csvHeader(shown), (head) => ({ head, render: (threads) => csvRecords(threads, shown, iso) }))
}
