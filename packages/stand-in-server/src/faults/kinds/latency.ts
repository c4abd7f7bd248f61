import { expecting } from "@customer-threads/http-api/settings"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Random } from "effect/Random"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import type { FaultKind } from "../FaultKind.ts"
import { duration } from "../values.ts"

const Latency = Schema.Union([
  Schema.Tuple([duration]),
  Schema.Tuple([Schema.Literal("uniform"), duration, duration]).check(
    Schema.makeFilter(([, least, most]) => Duration.isLessThanOrEqualTo(least, most)),
  ),
  Schema.Tuple([Schema.Literal("normal"), duration, duration]),
])

/** Splits `uniform(100ms,300ms)` into `uniform`, `100ms` and `300ms`. */
const text = SchemaTransformation.transform<ReadonlyArray<string>, string>({
  decode: (text) => /^(\w+)\(([^,]*),([^,]*)\)$/.exec(text)?.slice(1) ?? [text],
  encode: ([first = "", ...rest]) => (rest.length === 0 ? first : `${first}(${rest.join(",")})`),
})

/** Draws a number with mean 0 and deviation 1, close to normal: a sum of twelve, as logarithms differ between machines. */
const drawNormal = (random: Random): number => {
  let sum = -6
  for (let count = 0; count < 12; count += 1) sum += random.nextDoubleUnsafe()
  return sum
}

/** Draws the milliseconds of a delay: never fewer than 0, nor more than an hour. */
export const drawMillis = (latency: typeof Latency.Type, random: Random): number => {
  if (latency.length === 1) return Duration.toMillis(latency[0])
  const [from, to] = [Duration.toMillis(latency[1]), Duration.toMillis(latency[2])]
  return latency[0] === "uniform"
    ? from + random.nextDoubleUnsafe() * (to - from)
    : Math.min(Math.max(0, from + to * drawNormal(random)), 3_600_000)
}

/** `latency=200ms`, `latency=uniform(100ms,300ms)`, `latency=normal(200ms,50ms)`: the response is delayed. */
export const latency: FaultKind<typeof Latency.Type> = {
  value: Schema.String.pipe(
    Schema.decodeTo(Schema.Array(Schema.String), text),
    Schema.decodeTo(Latency, SchemaTransformation.passthrough({ strict: false })),
    expecting("a duration from 0s to 1h, uniform(LEAST,MOST) or normal(MEAN,DEVIATION), such as normal(200ms,50ms)"),
  ),
  stage: "delay",
  apply: (response, latency, { random }) => Effect.delay(response, drawMillis(latency, random)),
}
