import { printable, schemaIssues } from "@customer-threads/domain/text"
import type * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import type { Random } from "effect/Random"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { FaultContext, FaultKind } from "./FaultKind.ts"
import { type FaultTrigger, parseTrigger, printTrigger } from "./FaultTrigger.ts"
import * as kinds from "./kinds.ts"

type Name = keyof typeof kinds
type Values = { readonly [N in Name]: (typeof kinds)[N] extends FaultKind<infer A> ? A : never }

/** A fault to inject into the requests that its trigger selects. The type of `value` depends on its kind. */
export type Fault<N extends Name = Name> = {
  readonly [K in N]: { readonly kind: K; readonly value: Values[K]; readonly trigger: FaultTrigger }
}[N]

const kindOf: { readonly [N in Name]: FaultKind<Values[N]> } = kinds

/** A text is not a fault: its `part` is not what is `expected`. */
export class InvalidFault extends Schema.TaggedError<InvalidFault>()("InvalidFault", {
  /** The text, safe to print: at most 100 characters, without control characters. */
  fault: Schema.String,
  /** `kind`, `trigger`, or the name of the kind whose value is wrong. */
  part: Schema.String,
  expected: Schema.String,
}) {
  override get message(): string {
    return `${this.part} of "${this.fault}": expected ${this.expected}`
  }
}

const parseValue = <N extends Name>(kind: N, text: string | undefined, trigger: FaultTrigger) =>
  Result.map(Schema.decodeUnknownResult(kindOf[kind].value)(text), (value): Fault<N> => ({ kind, value, trigger }))

/** A space between a fault and its trigger, but not between a number and its unit as in `30 seconds`. */
const space = / +(?!(?:nano|micro|milli|second|minute|hour|day|week)s?\b)/

/**
 * Parses a fault: a kind, its value after `=`, then its trigger, as in `status=503 30%`, `latency=normal(200ms,50ms)`,
 * `reset 3rd` and `rate-limit=2s first=2`.
 */
export const parseFault = (text: string): Result.Result<Fault, InvalidFault> => {
  const invalid = (part: string, expected: string) => new InvalidFault({ fault: printable(text, 100), part, expected })
  const [word = "", when, ...rest] = text.trim().split(space)
  const [name = "", value] = word.split(/=(.*)/s, 2)
  if (!Object.hasOwn(kinds, name)) return Result.fail(invalid("kind", `one of ${Object.keys(kinds).join(", ")}`))
  const trigger = rest.length === 0 ? parseTrigger(when) : undefined
  if (trigger === undefined) return Result.fail(invalid("trigger", "one of 30%, n=3, 3rd, first=2 and always"))
  return Result.mapError(parseValue(name as Name, value, trigger), (error) =>
    invalid(name, schemaIssues(error)[0].expected),
  )
}

/** Prints a fault in the form that `parseFault` parses. */
export const printFault = <N extends Name>({ kind, trigger, value }: Fault<N>): string => {
  const text = Schema.encodeSync(kindOf[kind].value)(value)
  return (text === undefined ? kind : `${kind}=${text}`) + printTrigger(trigger)
}

/** A fault that is due for a request, with the random numbers of this injection. */
export interface DueFault {
  readonly fault: Fault
  readonly random: Random
}

const applyFault = <R, N extends Name>(
  { kind, value }: Fault<N>,
  response: Effect.Effect<HttpServerResponse, never, R>,
  context: FaultContext,
) => kindOf[kind].apply(response, value, context)

/**
 * Injects the faults that are due into a response: the first that changes the response, the first that changes the
 * connection, and every delay.
 */
export const applyFaults = <R>(
  due: ReadonlyArray<DueFault>,
  request: HttpServerRequest,
  respond: Effect.Effect<HttpServerResponse, never, R>,
): Effect.Effect<HttpServerResponse, never, R> => {
  const inStage = (stage: FaultKind<unknown>["stage"]) => due.filter(({ fault }) => kindOf[fault.kind].stage === stage)
  const applied = [...inStage("response").slice(0, 1), ...inStage("connection").slice(0, 1), ...inStage("delay")]
  return applied.reduce((response, { fault, random }) => applyFault(fault, response, { request, random }), respond)
}
