import * as Flag from "effect/cli/Flag"

/** The flags of every command that asks the service. */
export const serviceFlags = {
  baseUrl: Flag.String("base-url").pipe(
    Flag.withMetavar("URL"),
    Flag.withDescription("The service's address; THREADS_BASE_URL unless given, else the vendor's"),
    Flag.optional,
  ),
  verbose: Flag.Boolean("verbose").pipe(
    Flag.withDescription("Says on stderr what is asked, how it ended and how long it took; no identifiers, no secrets"),
    Flag.withDefault(false),
  ),
}
