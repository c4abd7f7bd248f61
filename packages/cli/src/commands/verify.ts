import { verify as verifyService } from "@customer-threads/domain/testing"
import * as Console from "effect/Console"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { CliFailure, listFailure } from "../CliFailure.ts"
import { ExitCode } from "../ExitCode.ts"
import { renderVerificationJson, renderVerificationTable } from "../formats/verifications.ts"
import { readScopeQuery, scopeFlags } from "../queryFlags.ts"
import { baseUrlFlag, serviceLayer } from "../serviceLayer.ts"

const render = { table: renderVerificationTable, json: renderVerificationJson }

export const verify = Command.make(
  "verify",
  {
    ...scopeFlags,
    format: Flag.Literals("format", ["table", "json"]).pipe(
      Flag.withDescription("How to print the report"),
      Flag.withDefault("table"),
    ),
    baseUrl: baseUrlFlag,
  },
  Effect.fnUntraced(function* ({ baseUrl, format, ...input }) {
    const query = yield* readScopeQuery(input)
    const verifications = yield* verifyService(query).pipe(
      Effect.mapError(listFailure),
      Effect.provide(serviceLayer(baseUrl)),
    )
    yield* Console.log(render[format](verifications))
    const broken = verifications.filter(
      ({ law, verdict }) => law.standing === "documented" && verdict._tag === "Broken",
    )
    if (broken.length > 0) {
      return yield* new CliFailure({
        exitCode: ExitCode.refused,
        message: `The service breaks what its page documents: ${broken.map(({ law }) => law.name).join(", ")}.`,
      })
    }
  }),
).pipe(
  Command.withDescription(
    "Hold the service to the laws, with one customer's threads: it only reads, and asks at most 40 times.",
  ),
  Command.withExamples([
    { command: "threads verify --department D1 --customer C1", description: "Which documented and assumed laws hold" },
  ]),
)
