import { MalformedResponse } from "@customer-threads/domain"
import { AttemptFailure } from "./AttemptFailure.ts"

/** The failure of a body that is, or says it is, larger than allowed. */
export const tooLarge = (status: number, maxBodyBytes: number): AttemptFailure =>
  new AttemptFailure({
    reason: new MalformedResponse({
      detail: "tooLarge",
      status,
      expected: `a body of at most ${maxBodyBytes} bytes`,
    }),
  })
