import { printable } from "@customer-threads/domain/text"
import { alignColumns, type Cell } from "../../output/alignColumns.ts"
import type { Paint, Style } from "../../output/terminal.ts"
import { printableJson } from "../../text.ts"
import type { Check } from "./check.ts"

const styles = { ok: "green", warning: "yellow", failed: "red", "not checked": "dim" } satisfies Record<
  Check["status"],
  Style
>

const rowsOf = (check: Check, paint: Paint): ReadonlyArray<ReadonlyArray<Cell>> => {
  const result = { text: check.status, paint: (shown: string) => paint(styles[check.status], shown) }
  const row = (detail: string) => [{ text: check.name }, result, { text: printable(detail) }]
  switch (check.status) {
    case "ok":
      return [row(check.detail)]
    case "not checked":
      return [row(`${check.detail}; ${check.fix}`)]
    default:
      return [row(check.detail), [{ text: "" }, { text: "" }, { text: `-> ${printable(check.fix)}` }]]
  }
}

/** Formats a line for each check, with the fix below a check that has a problem. */
export const renderChecksTable = (checks: ReadonlyArray<Check>, paint: Paint): string => {
  const titles = ["CHECK", "RESULT", "DETAIL"].map((text) => ({ text }))
  return alignColumns([titles, ...checks.flatMap((check) => rowsOf(check, paint))]).join("\n")
}

/** Formats checks as a JSON array. */
export const renderChecksJson = (checks: ReadonlyArray<Check>): string =>
  printableJson(
    checks.map((check) => ({
      check: check.name,
      status: check.status,
      detail: check.detail,
      ...(check.status === "ok" ? {} : { fix: check.fix }),
    })),
  )
