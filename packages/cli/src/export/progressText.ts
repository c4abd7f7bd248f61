import type { Tally } from "./Tally.ts"

const count = (n: number): string => n.toLocaleString("en-US")

/** `1h02m`, `1m05s`, `12s` or `0.4s`. */
export const durationText = (millis: number): string => {
  if (millis < 9_950) return `${(millis / 1_000).toFixed(1)}s`
  const seconds = Math.round(millis / 1_000)
  const two = (n: number) => String(n).padStart(2, "0")
  if (seconds >= 3_600) return `${Math.floor(seconds / 3_600)}h${two(Math.floor((seconds % 3_600) / 60))}m`
  return seconds >= 60 ? `${Math.floor(seconds / 60)}m${two(seconds % 60)}s` : `${seconds}s`
}

/** How far an export is, the most important first. */
const partsOf = (tally: Tally, now: number): ReadonlyArray<string> => {
  const over = tally.exported + tally.failed
  const perMilli = (over - tally.before) / Math.max(1, now - tally.startedAt)
  return [
    `${Math.floor((100 * over) / tally.total)}%`,
    `${count(over)}/${count(tally.total)}`,
    ...(tally.failed > 0 ? [`${count(tally.failed)} failed`] : []),
    ...(perMilli > 0
      ? [`${durationText((tally.total - over) / perMilli)} left`, `${(perMilli * 1_000).toFixed(1)}/s`]
      : []),
  ]
}

/** How far an export is, as a line of a log. */
export const progressText = (tally: Tally, now: number): string => `Exporting: ${partsOf(tally, now).join(", ")}`

/** How far an export is, as one line of a terminal: with a bar where there is room, and less where there is little. */
export const progressBar = (tally: Tally, now: number, width: number): string => {
  const parts = [...partsOf(tally, now)]
  while (parts.length > 1 && parts.join("  ").length > width) parts.pop()
  const text = parts.join("  ").slice(0, width)
  const bar = Math.min(30, width - text.length - 2)
  if (bar < 5) return text
  const full = Math.floor((bar * (tally.exported + tally.failed)) / tally.total)
  return `${"█".repeat(full)}${"░".repeat(bar - full)}  ${text}`
}

/** What came of an export, in one line. */
export const summaryText = (tally: Tally, now: number, file: string): string =>
  `Exported ${count(tally.exported)} of ${count(tally.total)} customers with ${count(tally.threads)} threads to ${file}, ${count(tally.failed)} failed, in ${durationText(now - tally.startedAt)}.`
