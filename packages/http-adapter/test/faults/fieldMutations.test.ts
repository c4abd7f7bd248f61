import type { CustomerThread } from "@customer-threads/domain"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Exit } from "effect"
import { rawServer } from "../../../../test/support/rawServer.ts"
import { responseBytes } from "../../../../test/support/responseBytes.ts"
import { query } from "./goodAnswer.ts"
import { repositoryOver } from "./repositoryOver.ts"
import { errorOf, summary } from "./runFault.ts"
import { tallyOf } from "./tally.ts"

const tally = tallyOf("field mutations")

const good = {
  id: 7,
  archived: false,
  closed: true,
  dealerUuid: "dealer-1",
  departmentUuid: "department-1",
  userUuid: "ann",
  customerUuid: "customer-1",
  lastMessageOn: "2025-03-28T11:34:43.272Z",
  lastDelegationOn: 1_743_161_683_272,
  isWaitingForResponse: true,
}
type Field = keyof typeof good

const secret = "secret-value"
const required: ReadonlyArray<Field> = ["id", "archived", "closed", "departmentUuid", "customerUuid"]
/** A value that the field's type allows no longer, and one that it just allows. */
const values: Record<Field, { readonly wrong: unknown; readonly extreme: unknown; readonly isRefused?: boolean }> = {
  id: { wrong: secret, extreme: 9_007_199_254_740_992, isRefused: true },
  archived: { wrong: secret, extreme: 0, isRefused: true },
  closed: { wrong: secret, extreme: "true", isRefused: true },
  dealerUuid: { wrong: 4_242_424, extreme: "d".repeat(1_000_000) },
  departmentUuid: { wrong: 4_242_424, extreme: "" },
  userUuid: { wrong: [secret], extreme: "\u0000\u{1f600}\uffff" },
  customerUuid: { wrong: { secret }, extreme: "../\r\n" },
  lastMessageOn: { wrong: true, extreme: "9999-12-31T23:59:59.999Z" },
  lastDelegationOn: { wrong: secret, extreme: -62_167_219_200_000 },
  isWaitingForResponse: { wrong: secret, extreme: 1, isRefused: true },
}

/** Lists a JSON thread, and returns the thread or the message of the error. Its identifiers may be wrong for the query. */
const listed = Effect.fnUntraced(function* (json: object) {
  const body = JSON.stringify({ customerThreads: [good, json] })
  const server = yield* rawServer((socket) => socket.write(responseBytes(200, body)))
  const repository = yield* repositoryOver({ baseUrl: server.baseUrl, checkResponses: false })
  const exit = yield* Effect.exit(repository.list(query))
  tally.tried += 1
  if (Exit.isFailure(exit)) {
    const error = errorOf(exit.cause)
    assert.strictEqual(summary(error), "MalformedResponse contract 200")
    assert.strictEqual(error.attempts, 1)
    return error.message
  }
  assert.lengthOf(exit.value.threads, 2)
  return exit.value.threads[1]!
})

const assertRefused = (outcome: string | CustomerThread, field: Field, value: unknown) => {
  if (typeof outcome !== "string") assert.fail(`it was accepted: ${JSON.stringify(outcome)}`)
  assert.include(outcome, `customerThreads[1].${field}`)
  // A value of one digit may stand in the message by chance.
  for (const text of [secret, JSON.stringify(value) ?? ""]) if (text.length > 2) assert.notInclude(outcome, text)
  tally.asSpecified += 1
}

const known = (outcome: string | CustomerThread, field: Field): unknown => {
  if (typeof outcome === "string") assert.fail(`it was refused: ${outcome}`)
  tally.asSpecified += 1
  const value: unknown = outcome[field]
  return DateTime.isDateTime(value) ? value.epochMilliseconds : value
}

describe("each field of a thread is read as documented, or named in the error without its value", () => {
  for (const field of Object.keys(good) as Array<Field>) {
    const { [field]: _, ...without } = good
    const { extreme, isRefused, wrong } = values[field]

    it.live.each([
      ["missing", without],
      ["null", { ...good, [field]: null }],
    ] as const)(`${field} %s`, ([, json]) =>
      Effect.map(listed(json), (outcome) => {
        if (required.includes(field)) assertRefused(outcome, field, undefined)
        else assert.isUndefined(known(outcome, field))
      }),
    )

    it.live(`${field} of a wrong type`, () =>
      Effect.map(listed({ ...good, [field]: wrong }), (outcome) => assertRefused(outcome, field, wrong)),
    )

    it.live(`${field} at its extreme`, () =>
      Effect.map(listed({ ...good, [field]: extreme }), (outcome) => {
        if (isRefused === true) assertRefused(outcome, field, extreme)
        else {
          const expected = field === "lastMessageOn" ? Date.parse(String(extreme)) : extreme
          assert.deepStrictEqual(known(outcome, field), expected)
        }
      }),
    )

    it.live(`an unknown field beside ${field} is ignored`, () =>
      Effect.map(listed({ [`${field}New`]: { secret }, ...good, [`x${field}`]: secret }), (outcome) => {
        assert.isDefined(known(outcome, field))
        assert.notInclude(JSON.stringify(outcome), secret)
      }),
    )
  }
})

const dateForms: ReadonlyArray<readonly [form: unknown, millis: number | undefined]> = [
  ["2025-03-28T11:34:43.272Z", 1_743_161_683_272],
  ["2025-03-28T11:34:43.272+00:00", 1_743_161_683_272],
  ["2025-03-28T13:34:43.272+0200", 1_743_161_683_272],
  ["2025-03-28T11:34:43.272999999Z", 1_743_161_683_272],
  [1_743_161_683_272, 1_743_161_683_272],
  ["1743161683272", undefined],
  ["2025-03-28 11:34:43", undefined],
  ["2025-02-30T00:00:00Z", undefined],
  ["2025-03-28T11:34:43.272", undefined],
]

describe("an instant is read in the three documented forms, and in no other", () => {
  it.live.each(dateForms)("%s", ([form, millis]) =>
    Effect.map(listed({ ...good, lastMessageOn: form }), (outcome) => {
      if (millis === undefined) assertRefused(outcome, "lastMessageOn", form)
      else assert.strictEqual(known(outcome, "lastMessageOn"), millis)
    }),
  )
})
