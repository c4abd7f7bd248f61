import * as Effect from "effect/Effect"
import { CliFailure } from "../CliFailure.ts"
import { canColor } from "../canColor.ts"
import type { DoctorInput } from "../commands/doctor.ts"
import { diagnose } from "../doctor/diagnose.ts"
import { renderChecksJson, renderChecksTable } from "../formats/checks.ts"
import { paintWith } from "../formats/styles.ts"
import { writeOut } from "../writeOut.ts"

/** Prints what every check came to; the first that failed says how the run ends. */
export const runDoctor = Effect.fnUntraced(function* (input: DoctorInput) {
  const checks = yield* diagnose(input)
  const colours = yield* canColor
  const report = input.format === "json" ? renderChecksJson(checks) : renderChecksTable(checks, paintWith(colours))
  yield* writeOut(`${report}\n`)
  for (const check of checks) {
    if (check.status !== "failed") continue
    const { failure, name } = check
    return yield* new CliFailure({ ...failure, message: `${name}: ${failure.message}` })
  }
})
