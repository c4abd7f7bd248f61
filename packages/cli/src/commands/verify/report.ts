import type { Verification } from "@customer-threads/domain/testing"
import { printable } from "@customer-threads/domain/text"
import { encodeRequest } from "@customer-threads/http-api/wire"
import { alignColumns } from "../../output/alignColumns.ts"
import { printableJson } from "../../text.ts"

const verdictText = { Holds: "holds", Broken: "broken", Undecided: "undecided" } as const

const shown = (exchange: Verification["exchanges"][number]): string => {
  const { customerUuid, departmentUuid } = exchange.query
  const ids = exchange.threads.slice(0, 20).join(", ") + (exchange.threads.length > 20 ? ", …" : "")
  return `department ${departmentUuid}, customer ${customerUuid}, ${JSON.stringify(encodeRequest(exchange.query))}: ${exchange.threads.length} threads [${ids}]`
}

const remark = ({ verdict }: Verification): string => {
  switch (verdict._tag) {
    case "Holds":
      return ""
    case "Broken":
      return verdict.because
    case "Undecided":
      return `needs ${verdict.needed}`
  }
}

/** Counts the laws of each verdict, as in `19 laws hold, 1 is broken, 2 are undecided.` */
const summary = (verifications: ReadonlyArray<Verification>): string => {
  const count = (tag: Verification["verdict"]["_tag"]) =>
    verifications.filter(({ verdict }) => verdict._tag === tag).length
  const [holding, broken, undecided] = [count("Holds"), count("Broken"), count("Undecided")]
  const are = (number: number) => (number === 1 ? "1 is" : `${number} are`)
  return `${holding === 1 ? "1 law holds" : `${holding} laws hold`}, ${are(broken)} broken, ${are(undecided)} undecided.`
}

/**
 * Formats a line for each law, with the queries and responses that break it below. The last line counts the laws of each
 * verdict.
 */
export const renderVerificationTable = (verifications: ReadonlyArray<Verification>): string => {
  const rows = [
    ["LAW", "SOURCE", "VERDICT", ""],
    ...verifications.map((one) => [one.law.name, one.law.source, verdictText[one.verdict._tag], remark(one)]),
  ]
  const lines = alignColumns(rows.map((row) => row.map((text) => ({ text }))))
  const laws = lines.flatMap((line, index) => [
    line,
    ...(verifications[index - 1]?.exchanges ?? []).map((exchange) => `    ${shown(exchange)}`),
  ])
  return [...laws, "", summary(verifications)].map((line) => printable(line)).join("\n")
}

/** Formats verifications as a JSON array. */
export const renderVerificationJson = (verifications: ReadonlyArray<Verification>): string =>
  printableJson(
    verifications.map(({ exchanges, law, verdict }) => ({
      law: law.name,
      statement: law.statement,
      source: law.source,
      verdict: verdictText[verdict._tag],
      ...(verdict._tag === "Broken" ? { because: verdict.because } : {}),
      ...(verdict._tag === "Undecided" ? { needed: verdict.needed } : {}),
      ...(exchanges.length === 0
        ? {}
        : {
            exchanges: exchanges.map(({ query, threads }) => ({
              departmentUUID: query.departmentUuid,
              customerUUID: query.customerUuid,
              request: encodeRequest(query),
              threads,
            })),
          }),
    })),
  )
