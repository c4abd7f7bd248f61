import { type Law, type Verification, verify } from "@customer-threads/domain/testing"
import * as Effect from "effect/Effect"
import { cliError, ExitCode, fromRepositoryError } from "../../errors/CliError.ts"
import { readScopeQuery } from "../../flags/query.ts"
import { writeOut } from "../../output/terminal.ts"
import { serviceLayer } from "../../service/layer.ts"
import type { VerifyInput } from "./flags.ts"
import { renderVerificationJson, renderVerificationTable } from "./report.ts"

const render = { table: renderVerificationTable, json: renderVerificationJson }

/** Names the broken laws of a source, as in `documented laws: order, limit`. */
const brokenLaws = (verifications: ReadonlyArray<Verification>, source: Law["source"]): ReadonlyArray<string> => {
  const names = verifications
    .filter(({ law, verdict }) => law.source === source && verdict._tag === "Broken")
    .map(({ law }) => law.name)
  return names.length === 0 ? [] : [`${source} laws: ${names.join(", ")}`]
}

/** Checks the service against the laws, and prints the result. */
export const runVerify = Effect.fnUntraced(function* ({ format, strict, ...input }: VerifyInput) {
  const query = yield* readScopeQuery(input)
  const verifications = yield* verify(query).pipe(
    Effect.mapError(fromRepositoryError),
    // A retry is one more request, and the command sends at most 40. The check would hide the laws that it reports.
    Effect.provide(serviceLayer(input, { attempts: 1, checkResponses: false })),
  )
  yield* writeOut(`${render[format](verifications)}\n`)
  const documented = brokenLaws(verifications, "documented")
  const failed = [...documented, ...(strict ? brokenLaws(verifications, "assumed") : [])]
  if (failed.length > 0) {
    return yield* cliError(
      ExitCode.refused,
      "BrokenLaw",
      `The service breaks ${failed.join("; ")}`,
      documented.length > 0
        ? "report the queries and responses to the vendor"
        : "do not rely on these laws with this service, or run without --strict",
    )
  }
})
