import { AttemptFailure } from "./AttemptFailure.ts"
import { malformedResponse } from "./HttpErrorDetail.ts"

/** The failure of a body that is, or says it is, larger than allowed. */
export const tooLarge = (status: number, maxBodyBytes: number): AttemptFailure =>
  new AttemptFailure({
    reason: malformedResponse("tooLarge", { status, expected: `a body of at most ${maxBodyBytes} bytes` }),
  })
