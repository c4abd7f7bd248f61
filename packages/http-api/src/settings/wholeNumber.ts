import * as Schema from "effect/Schema"
import { expecting } from "./expecting.ts"

/** Whole numbers from `minimum` to `maximum`, both included. */
export const wholeNumber = (minimum: number, maximum: number) =>
  Schema.Int.check(Schema.isBetween({ minimum, maximum })).pipe(
    expecting(`a whole number from ${minimum} to ${maximum}`),
  )
