import * as Flag from "effect/cli/Flag"

/** Where the service is. */
export const baseUrlFlag = Flag.String("base-url").pipe(
  Flag.withMetavar("URL"),
  Flag.withDescription("The service's address; THREADS_BASE_URL unless given, else the vendor's"),
  Flag.optional,
)
