import { defaultBaseUrl } from "@customer-threads/http-adapter"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { flagOr } from "../env.ts"

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

/** The base URL of the service: the flag's, or `THREADS_BASE_URL`, or the vendor's. */
export const readBaseUrl = (flag: Option.Option<string>): Effect.Effect<string> =>
  Effect.map(flagOr(flag, "THREADS_BASE_URL"), (url) => url ?? defaultBaseUrl)
