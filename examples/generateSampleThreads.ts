// Writes examples/sample-threads.ndjson: the threads of one fictional dealership, the same ones every time.
// With --check, only says whether the file is what this would write.
import { readFileSync, writeFileSync } from "node:fs"
import type { ThreadJson } from "@customer-threads/http-api"
import { Effect, Random } from "effect"

const departments = ["service-department", "sales-department"]
const customers = Array.from({ length: 12 }, (_, at) => `customer-${String(at + 1).padStart(2, "0")}`)
const users = ["advisor-ana", "advisor-ben", "advisor-chloe", "default-user"]
const lastDay = Date.UTC(2026, 5, 30)
const hour = 3_600_000

const pick = <A>(values: ReadonlyArray<A>) =>
  Effect.map(Random.nextIntBetween(0, values.length), (at) => values[at % values.length] as A)

/** True that many times in a hundred. */
const chance = (percent: number) => Effect.map(Random.next, (n) => n * 100 < percent)

/** An instant in the last ninety days, on the full hour one time in three, so that some are the same. */
const instant = Effect.gen(function* () {
  const back = Math.floor((yield* Random.next) * 90 * 24 * hour)
  const on = lastDay - back
  return (yield* chance(33)) ? on - (on % (24 * hour)) : on
})

const thread = Effect.fnUntraced(function* (id: number) {
  const lastMessageOn = yield* instant
  const lastDelegationOn = yield* instant
  const json: ThreadJson = {
    id,
    archived: yield* chance(25),
    closed: yield* chance(40),
    dealerUuid: "dealer-riverside-motors",
    departmentUuid: (yield* chance(75)) ? departments[0]! : departments[1]!,
    ...((yield* chance(90)) ? { userUuid: yield* pick(users) } : {}),
    customerUuid: yield* pick(customers),
    ...((yield* chance(92)) ? { lastMessageOn: new Date(lastMessageOn).toISOString() } : {}),
    ...((yield* chance(80)) ? { lastDelegationOn } : {}),
    ...((yield* chance(90)) ? { isWaitingForResponse: yield* chance(30) } : {}),
  }
  return json
})

const threads = Effect.runSync(
  Effect.forEach(
    Array.from({ length: 300 }, (_, at) => 1_001 + at),
    thread,
  ).pipe(Random.withSeed("riverside motors")),
)
const text = threads.map((json) => `${JSON.stringify(json)}\n`).join("")
const file = new URL("sample-threads.ndjson", import.meta.url)

if (!process.argv.includes("--check")) writeFileSync(file, text)
else if (readFileSync(file, "utf8") !== text) {
  process.stderr.write("examples/sample-threads.ndjson is not what its generator makes; run: npm run samples\n")
  process.exitCode = 1
}
