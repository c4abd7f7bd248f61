import { printable, schemaIssues } from "@customer-threads/domain/text"
import { durationBetween } from "@customer-threads/http-api/settings"
import * as Duration from "effect/Duration"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Fault, FaultKind, FaultOccasion, Latency } from "./Fault.ts"

/** A text is not a fault: a part of it, such as its `occasion`, is not what is `expected`. */
export class InvalidFault extends Schema.TaggedError<InvalidFault>()("InvalidFault", {
  /** The text, safe to print. */
  fault: Schema.String,
  part: Schema.String,
  expected: Schema.String,
}) {
  override get message(): string {
    return `${this.part} of "${this.fault}": expected ${this.expected}`
  }
}

const UpToAnHour = durationBetween("0s", "1h")

type Parsed<A> = Result.Result<A, Pick<InvalidFault, "part" | "expected">>

const invalid = (part: string, expected: string): Parsed<never> => Result.fail({ part, expected })

const wholeNumber = (what: string, text: string, least: number, most: number): Parsed<number> =>
  /^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most
    ? Result.succeed(Number(text))
    : invalid(what, `a whole number from ${least} to ${most}`)

/** Parses a duration to milliseconds. */
const duration = (what: string, text: string): Parsed<number> => {
  const parsed = Schema.decodeUnknownResult(UpToAnHour)(text)
  if (Result.isFailure(parsed)) return invalid(what, schemaIssues(parsed.failure)[0].expected)
  const millis = Duration.toMillis(parsed.success)
  return Number.isInteger(millis) ? Result.succeed(millis) : invalid(what, "whole milliseconds, as in 200ms")
}

const latency = (text: string): Parsed<Latency> => {
  const [, name, first = "", second = ""] = /^(uniform|normal)\(([^,]*),([^,]*)\)$/.exec(text) ?? []
  if (name === undefined) {
    return /[(,)]/.test(text)
      ? invalid("latency", "200ms, uniform(100ms,300ms) or normal(200ms,50ms)")
      : Result.map(duration("latency", text), (millis): Latency => ({ _tag: "Fixed", millis }))
  }
  return Result.gen(function* () {
    const [a, b] = [yield* duration("latency", first), yield* duration("latency", second)]
    if (name === "normal") return { _tag: "Normal", mean: a, deviation: b }
    if (a > b) return yield* invalid("latency", "uniform(LEAST,MOST), the least first")
    return { _tag: "Uniform", from: a, to: b }
  })
}

const status = (what: string, text: string, least: number): Parsed<number> => wholeNumber(what, text, least, 599)

const code = (what: string, text: string): Parsed<string> =>
  /^[A-Za-z0-9_.-]{1,64}$/.test(text)
    ? Result.succeed(text)
    : invalid(what, "a code of 1 to 64 letters, digits, '_', '.' or '-'")

const contentType = (text: string): Parsed<string> =>
  /^[A-Za-z0-9!#$&^_.+-]{1,64}\/[A-Za-z0-9!#$&^_.+-]{1,64}$/.test(text)
    ? Result.succeed(text)
    : invalid("content-type", "a media type, as in text/plain")

const alone = (name: string, kind: FaultKind) => (value: string | undefined) =>
  value === undefined ? Result.succeed(kind) : invalid(name, "no value")

/** Each kind of fault by its name, and what may follow the name and `=`. */
const kinds: Record<string, (value: string | undefined) => Parsed<FaultKind>> = {
  latency: (value) => Result.map(latency(value ?? ""), (found): FaultKind => ({ _tag: "Latency", latency: found })),
  status: (value) =>
    Result.map(status("status", value ?? "", 400), (found): FaultKind => ({ _tag: "Status", status: found })),
  "rate-limit": (value) =>
    value === undefined
      ? Result.succeed({ _tag: "RateLimit" })
      : Result.flatMap(
          duration("rate-limit", value),
          (millis): Parsed<FaultKind> =>
            millis % 1_000 === 0
              ? Result.succeed({ _tag: "RateLimit", seconds: millis / 1_000 })
              : invalid("rate-limit", "whole seconds, as in 2s"),
        ),
  html: (value = "200") =>
    Result.map(status("html", value, 200), (found): FaultKind => ({ _tag: "Html", status: found })),
  "content-type": (value = "text/plain") =>
    Result.map(contentType(value), (found): FaultKind => ({ _tag: "ContentType", contentType: found })),
  errors: (value = "STAND_IN_ERROR") =>
    Result.map(code("errors", value), (found): FaultKind => ({ _tag: "Errors", code: found })),
  warnings: (value = "STAND_IN_WARNING") =>
    Result.map(code("warnings", value), (found): FaultKind => ({ _tag: "Warnings", code: found })),
  malformed: alone("malformed", { _tag: "Malformed" }),
  reset: alone("reset", { _tag: "Reset" }),
  truncate: (value) =>
    value === undefined
      ? Result.succeed({ _tag: "Truncate" })
      : Result.map(wholeNumber("truncate", value, 0, 1_000_000), (bytes): FaultKind => ({ _tag: "Truncate", bytes })),
  drip: (value) => Result.map(duration("drip", value ?? ""), (millis): FaultKind => ({ _tag: "Drip", millis })),
}

const occasion = (text: string | undefined): Parsed<FaultOccasion> => {
  if (text === undefined || text === "always") return Result.succeed({ _tag: "Always" })
  const [, percent] = /^(\d{1,3}(?:\.\d{1,2})?)%$/.exec(text) ?? []
  if (percent !== undefined && Number(percent) > 0 && Number(percent) <= 100) {
    return Result.succeed({ _tag: "Share", percent: Number(percent) })
  }
  const [, nth] = /^(?:n=)?(\d+)(?:st|nd|rd|th)?$/.exec(text) ?? []
  if (nth !== undefined && !/^\d+$/.test(text)) {
    return Result.map(wholeNumber("n", nth, 1, 1_000_000_000), (n): FaultOccasion => ({ _tag: "Nth", n }))
  }
  const [, first] = /^first=(.*)$/.exec(text) ?? []
  if (first !== undefined) {
    return Result.map(wholeNumber("first", first, 1, 1_000_000_000), (n): FaultOccasion => ({ _tag: "First", n }))
  }
  return invalid("occasion", "30%, n=3, 3rd, first=2 or always")
}

/** A space that parts a fault from its occasion, and not a number from its unit as in `30 seconds`. */
const space = / +(?!(?:nano|micro|milli|second|minute|hour|day|week)s?\b)/

/**
 * Reads a fault: a kind, with what it takes after `=`, then the occasion, which is always unless told:
 * `status=503 30%`, `latency=normal(200ms,50ms)`, `reset 3rd`, `rate-limit=2s first=2`.
 */
export const parseFault = (text: string): Result.Result<Fault, InvalidFault> =>
  Result.mapError(parse(text), (problem) => new InvalidFault({ fault: printable(text, 100), ...problem }))

const parse = (text: string): Parsed<Fault> => {
  const [word = "", when, ...rest] = text.trim().split(space)
  const [name = "", value] = word.split(/=(.*)/s, 2)
  const read = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  if (read === undefined) return invalid("kind", `one of ${Object.keys(kinds).join(", ")}`)
  if (rest.length > 0) return invalid("occasion", "one alone, as in status=503 30%")
  return Result.gen(function* () {
    return { kind: yield* read(value), occasion: yield* occasion(when) }
  })
}
