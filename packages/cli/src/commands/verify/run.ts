import { verify } from "@customer-threads/domain/testing"
import * as Effect from "effect/Effect"
import { cliError, ExitCode, fromRepositoryError } from "../../errors/CliError.ts"
import { readScopeQuery } from "../../flags/query.ts"
import { writeOut } from "../../output/terminal.ts"
import { serviceLayer } from "../../service/layer.ts"
import type { VerifyInput } from "./flags.ts"
import { renderVerificationJson, renderVerificationTable } from "./report.ts"

const render = { table: renderVerificationTable, json: renderVerificationJson }

/** Checks the service against the laws, and prints the result. */
export const runVerify = Effect.fnUntraced(function* ({ format, ...input }: VerifyInput) {
  const query = yield* readScopeQuery(input)
  const verifications = yield* verify(query).pipe(
    Effect.mapError(fromRepositoryError),
    // A question that is asked again is one more request, and at most 40 are promised.
    Effect.provide(serviceLayer(input, { attempts: 1 })),
  )
  yield* writeOut(`${render[format](verifications)}\n`)
  const broken = verifications.filter(({ law, verdict }) => law.source === "documented" && verdict._tag === "Broken")
  if (broken.length > 0) {
    return yield* cliError(
      ExitCode.refused,
      "BrokenLaw",
      `The service breaks what its page documents: ${broken.map(({ law }) => law.name).join(", ")}`,
      "tell the vendor, with the questions and answers that show it",
    )
  }
})
