import * as Duration from "effect/Duration"

/** How long everything together may take. */
export const TOTAL = Duration.seconds(15)
/** How long each check of the network may take; what they leave of the total is for the question about threads. */
export const EACH = Duration.seconds(3)
