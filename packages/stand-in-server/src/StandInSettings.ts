import { formatIssue } from "@customer-threads/domain/text"
import {
  type Credentials,
  checkCredentials,
  type InvalidCredentials,
  isLoopback,
} from "@customer-threads/http-api/settings"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Fault, type InvalidFault, parseFault } from "./faults/Fault.ts"
import type { RequestLogging } from "./observe/observe.ts"

/** Settings of a server. All but `port` have a default. */
export interface StandInSettings {
  /** Address of this machine to listen on. An address other than the loopback's needs credentials. Default: 127.0.0.1. */
  readonly host?: string | undefined
  /** TCP port, 0 to 65,535. 0 takes a free port. */
  readonly port: number
  /** The only HTTP Basic credentials that are authorized. Default: none, and every request is authorized. */
  readonly credentials?: Credentials | undefined
  /** Serves a page at `/` and the API reference at `/docs`. Default: false. */
  readonly ui?: boolean | undefined
  /** Serves the control interface at `/__control`, and records requests. Default: false. */
  readonly control?: boolean | undefined
  /** Faults to inject, each a kind and a trigger as in `status=503 30%`. The README lists them. Default: none. */
  readonly faults?: ReadonlyArray<string> | undefined
  /** Injects the faults that a request lists in its header `x-threads-fault`. Default: the value of `control`. */
  readonly faultHeader?: boolean | undefined
  /** Seed of shares of requests and of random delays: 0 to 9,007,199,254,740,991. Default: 0. */
  readonly seed?: number | undefined
  /**
   * Host names, without a port, that `Host` may have beside `localhost`, `host` and every IP address. `*` allows every name.
   * Default: every name.
   */
  readonly allowedHosts?: ReadonlyArray<string> | undefined
  /** The one web origin whose pages may send requests, such as `http://localhost:3000`. Default: none. */
  readonly cors?: string | undefined
  /** Serves counts and durations of requests for Prometheus at `/metrics`. Default: false. */
  readonly metrics?: boolean | undefined
  /** Logs each request, with the template of its path (`templates`) or the path as sent (`paths`). Default: no log. */
  readonly logging?: RequestLogging | undefined
  /** Time limit for a request to arrive with its body, in milliseconds. 100 to 3,600,000. Default: 10,000. */
  readonly receiveMillis?: number | undefined
  /** Time limit for a client that takes nothing of a response, in milliseconds. 100 to 3,600,000. Default: 30,000. */
  readonly stallMillis?: number | undefined
  /** Maximum connections at a time. 1 to 1,000,000. Default: 1,024. */
  readonly maxConnections?: number | undefined
}

/** The server cannot be started: the setting `option` is not what is `expected`. */
export class InvalidStandInSettings extends Schema.TaggedError<InvalidStandInSettings>()("InvalidStandInSettings", {
  option: Schema.Literals(["host", "port", "seed", "cors", "receiveMillis", "stallMillis", "maxConnections"]),
  expected: Schema.String,
}) {
  override get message(): string {
    return formatIssue({ path: this.option, expected: this.expected })
  }
}

type Defaulted =
  | "control"
  | "faultHeader"
  | "host"
  | "maxConnections"
  | "metrics"
  | "receiveMillis"
  | "seed"
  | "stallMillis"
  | "ui"

/** Settings with their defaults and parsed faults. */
export type CheckedSettings = Omit<StandInSettings, Defaulted | "faults"> & {
  readonly [K in Defaulted]: NonNullable<StandInSettings[K]>
} & { readonly faults: ReadonlyArray<Fault> }

type Option = InvalidStandInSettings["option"]

const invalid = (option: Option, expected: string) => Result.fail(new InvalidStandInSettings({ option, expected }))

const checkNumber = (option: Option, value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most
    ? Result.void
    : invalid(option, `a whole number from ${least} to ${most}`)

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text

/** Reasons for which settings are refused. */
export type StandInSettingsError = InvalidStandInSettings | InvalidFault | InvalidCredentials

/** Checks settings, adds their defaults and parses their faults. */
export const checkStandInSettings = ({
  control = false,
  faultHeader = control,
  faults = [],
  host = "127.0.0.1",
  maxConnections = 1_024,
  metrics = false,
  receiveMillis = 10_000,
  seed = 0,
  stallMillis = 30_000,
  ui = false,
  ...settings
}: StandInSettings): Result.Result<CheckedSettings, StandInSettingsError> =>
  Result.gen(function* () {
    yield* checkNumber("port", settings.port, 0, 65_535)
    yield* checkNumber("seed", seed, 0, Number.MAX_SAFE_INTEGER)
    yield* checkNumber("receiveMillis", receiveMillis, 100, 3_600_000)
    yield* checkNumber("stallMillis", stallMillis, 100, 3_600_000)
    yield* checkNumber("maxConnections", maxConnections, 1, 1_000_000)
    if (settings.credentials !== undefined) yield* checkCredentials(settings.credentials)
    else if (!isLoopback(host)) {
      return yield* invalid("host", "a loopback address such as 127.0.0.1, unless a username and a password are set")
    }
    if (settings.cors !== undefined && !isOrigin(settings.cors)) {
      return yield* invalid("cors", "an origin such as http://localhost:3000, without a path")
    }
    const parsed = yield* Result.all(faults.map(parseFault))
    const defaulted = { control, faultHeader, host, maxConnections, metrics, receiveMillis, seed, stallMillis, ui }
    return { ...settings, ...defaulted, faults: parsed }
  })
