import { BaseUrl, defaultBaseUrl } from "@customer-threads/http-adapter"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { flagOrSetting } from "../env.ts"
import type { CliError } from "../errors/CliError.ts"

/** The flags of every command that sends requests to the service. */
export const serviceFlags = {
  baseUrl: Flag.String("base-url").pipe(
    Flag.withSchema(BaseUrl),
    Flag.withMetavar("URL"),
    Flag.withDescription("The service's address [default: the vendor's address] [env: THREADS_BASE_URL]"),
    Flag.optional,
  ),
  verbose: Flag.Boolean("verbose").pipe(
    Flag.withDescription("Log each request, its outcome and its duration to stderr, without identifiers or secrets"),
    Flag.withDefault(false),
  ),
}

/** Reads the service's address: the flag, or `THREADS_BASE_URL`, or the vendor's address. */
export const readBaseUrl = (flag: Option.Option<string>): Effect.Effect<string, CliError> =>
  Effect.map(flagOrSetting(flag, "THREADS_BASE_URL", BaseUrl), (url) => url ?? defaultBaseUrl)
