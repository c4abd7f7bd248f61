import { formatIssue } from "@customer-threads/domain/text"
import {
  type Credentials,
  checkCredentials,
  type InvalidCredentials,
  isLoopback,
} from "@customer-threads/http-api/settings"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Fault } from "./faults/Fault.ts"
import { type InvalidFault, parseFault } from "./faults/parseFault.ts"
import type { RequestLogging } from "./observe/observe.ts"

/** Where to listen, whom to let in, and what else the server does. */
export interface StandInSettings {
  /** An address of this machine: 127.0.0.1 unless told. One that others can reach needs credentials. */
  readonly host?: string | undefined
  /** 0 to 65535; 0 takes a free one. */
  readonly port: number
  /** The only credentials that are let in. Without them the server is open. */
  readonly credentials?: Credentials | undefined
  /** Whether there is a page to look at, at `/`, and the API reference at `/docs`: no, unless told. */
  readonly ui?: boolean | undefined
  /** Whether threads, faults and sessions can be read and set over HTTP, and requests are kept: no, unless told. */
  readonly control?: boolean | undefined
  /** What goes wrong, as in `status=503 30%`: nothing, unless told. */
  readonly faults?: ReadonlyArray<string> | undefined
  /** Whether a request can ask for faults by a header: as `control`, unless told. */
  readonly faultHeader?: boolean | undefined
  /** What decides which share of requests a fault is given to, a whole number: 0 unless told. */
  readonly seed?: number | undefined
  /**
   * The names that a request's `Host` may have beside those of this machine's loopback and of the address listened on.
   * Any name at all, unless told.
   */
  readonly allowedHosts?: ReadonlyArray<string> | undefined
  /** The one origin whose pages may ask, as in `http://localhost:3000`: none, unless told. */
  readonly cors?: string | undefined
  /** Whether `GET /metrics` counts requests for Prometheus: no, unless told. */
  readonly metrics?: boolean | undefined
  /** How each request is told to the log: not at all, unless told. */
  readonly logging?: RequestLogging | undefined
  /** How long a request may take to arrive, its body included, in milliseconds from 100: 10,000 unless told. */
  readonly receiveMillis?: number | undefined
  /** How many connections there may be at a time, from 1: 1,024 unless told. */
  readonly maxConnections?: number | undefined
}

/** The server cannot be started with these settings: `option` is wrong. */
export class InvalidStandInSettings extends Schema.TaggedError<InvalidStandInSettings>()("InvalidStandInSettings", {
  option: Schema.Literals(["host", "port", "seed", "cors", "receiveMillis", "maxConnections"]),
  expected: Schema.String,
}) {
  override get message(): string {
    return formatIssue({ path: this.option, expected: this.expected })
  }
}

/** The settings with their defaults. */
export interface CheckedSettings {
  readonly host: string
  readonly port: number
  readonly credentials: Credentials | undefined
  readonly control: boolean
  readonly faults: ReadonlyArray<Fault>
  readonly faultHeader: boolean
  readonly seed: number
  readonly allowedHosts: ReadonlyArray<string> | undefined
  readonly cors: string | undefined
  readonly metrics: boolean
  readonly logging: RequestLogging | undefined
  readonly receiveMillis: number
  readonly maxConnections: number
  readonly ui: boolean
}

type Option = InvalidStandInSettings["option"]

const invalid = (option: Option, expected: string) => Result.fail(new InvalidStandInSettings({ option, expected }))

const checkNumber = (option: Option, value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most
    ? Result.void
    : invalid(option, `a whole number from ${least} to ${most}`)

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text

/** Why settings are refused. */
export type StandInSettingsError = InvalidStandInSettings | InvalidFault | InvalidCredentials

/** The settings with their defaults, or what is wrong with them. */
export const checkStandInSettings = ({
  allowedHosts,
  control = false,
  cors,
  credentials,
  faultHeader = control,
  faults = [],
  host = "127.0.0.1",
  logging,
  maxConnections = 1_024,
  metrics = false,
  port,
  receiveMillis = 10_000,
  seed = 0,
  ui = false,
}: StandInSettings): Result.Result<CheckedSettings, StandInSettingsError> =>
  Result.gen(function* () {
    yield* checkNumber("port", port, 0, 65_535)
    yield* checkNumber("seed", seed, 0, Number.MAX_SAFE_INTEGER)
    yield* checkNumber("receiveMillis", receiveMillis, 100, 3_600_000)
    yield* checkNumber("maxConnections", maxConnections, 1, 1_000_000)
    if (credentials !== undefined) yield* checkCredentials(credentials)
    else if (!isLoopback(host)) {
      return yield* invalid("host", "a loopback address such as 127.0.0.1, unless a username and a password are set")
    }
    if (cors !== undefined && !isOrigin(cors)) {
      return yield* invalid("cors", "an origin such as http://localhost:3000, without a path")
    }
    return {
      host,
      port,
      credentials,
      control,
      faults: yield* Result.all(faults.map(parseFault)),
      faultHeader,
      seed,
      allowedHosts,
      cors,
      metrics,
      logging,
      receiveMillis,
      maxConnections,
      ui,
    }
  })
