import { type Credentials, checkCredentials, type InvalidCredentials } from "@customer-threads/http-api/wire"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { PageSettings } from "./ui/PageSettings.ts"

/** Where to listen and whom to let in. */
export interface StandInSettings {
  /** An address of this machine: 127.0.0.1 unless told. One that others can reach needs credentials. */
  readonly host?: string | undefined
  /** 0 to 65535; 0 takes a free one. */
  readonly port: number
  /** The only credentials that are let in. Without them the server is open. */
  readonly credentials?: Credentials | undefined
  /** A page to look at, at `/`, and the API reference at `/docs`: none unless told. */
  readonly ui?: PageSettings | undefined
}

/** The server cannot be started with these settings. The message names what is wrong and what would be right. */
export class InvalidStandInSettings extends Schema.TaggedError<InvalidStandInSettings>()("InvalidStandInSettings", {
  message: Schema.String,
}) {}

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host)

/** The settings with their defaults, or what is wrong with them. */
export const checkStandInSettings = ({
  credentials,
  host = "127.0.0.1",
  port,
}: StandInSettings): Result.Result<
  { readonly host: string; readonly port: number; readonly credentials: Credentials | undefined },
  InvalidStandInSettings | InvalidCredentials
> =>
  Result.gen(function* () {
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      return yield* Result.fail(
        new InvalidStandInSettings({ message: "The port must be a whole number from 0 to 65535." }),
      )
    }
    if (credentials !== undefined) yield* checkCredentials(credentials)
    else if (!isLoopback(host)) {
      return yield* Result.fail(
        new InvalidStandInSettings({
          message:
            "Without credentials the server listens on 127.0.0.1 only; set a username and a password for another host.",
        }),
      )
    }
    return { host, port, credentials }
  })
