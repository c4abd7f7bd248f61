import {
  type CustomerThread,
  CustomerUuid,
  DepartmentUuid,
  ThreadId,
  ThreadList,
  ThreadQuery,
} from "@customer-threads/domain"
import { expectedThreads, type LawSession, laws, type Verdict } from "@customer-threads/domain/testing"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect } from "effect"

type Threads = ReadonlyArray<CustomerThread>

export const here = { departmentUuid: DepartmentUuid.make("d"), customerUuid: CustomerUuid.make("c") }
export const [one, two, three] = [1, 2, 3].map((millis) => DateTime.makeUnsafe(millis)) as [
  DateTime.Utc,
  DateTime.Utc,
  DateTime.Utc,
]
export const thread = (id: number, fields: Partial<CustomerThread> = {}): CustomerThread => ({
  id: ThreadId.make(id),
  archived: false,
  closed: false,
  ...here,
  ...fields,
})
export const [first, second, last] = [
  thread(1, { lastMessageOn: one, lastDelegationOn: three }),
  thread(2, { lastMessageOn: two, lastDelegationOn: two }),
  thread(3, { lastMessageOn: three, lastDelegationOn: one }),
]
export const three123 = [thread(1), thread(2), thread(3)] as const
export const elsewhere = { customerUuid: CustomerUuid.make("other") }
export const otherDepartment = { departmentUuid: DepartmentUuid.make("other") }

export const holds: Verdict = { _tag: "Holds" }
export const undecided = (needed: string): Verdict => ({ _tag: "Undecided", needed })
export const broken = (because: string, ...ids: ReadonlyArray<number>): Verdict => ({
  _tag: "Broken",
  because,
  threads: ids.map((id) => ThreadId.make(id)),
})

type Asked = Partial<ConstructorParameters<typeof ThreadQuery>[0]>
export type Answer = (query: ThreadQuery, call: number) => Threads | ThreadList

/** Checks a law with a repository that lists so. Returns the verdict, and the queries of its calls. */
export const check = Effect.fnUntraced(function* (
  name: string,
  asked: Asked,
  response: Answer,
  more: Partial<Pick<LawSession, "known" | "write">> = {},
) {
  const law = laws.find((law) => law.name === name)
  if (law === undefined) throw new Error(`there is no law named ${name}`)
  const queries: Array<ThreadQuery> = []
  const verdict = yield* law.check({
    query: new ThreadQuery({ ...here, ...asked }),
    list: (query) =>
      Effect.sync(() => {
        queries.push(query)
        const found = response(query, queries.length)
        return "threads" in found ? found : ThreadList.make(query, found)
      }),
    known: more.known,
    write: more.write,
  })
  return { verdict, queries }
})

/** A law, a repository that it checks, and the expected verdict. */
export type Example = readonly [
  law: string,
  shown: readonly [
    finding: string,
    asked: Asked,
    response: Answer,
    verdict: Verdict,
    more?: Partial<Pick<LawSession, "known" | "write">>,
  ],
]

export const always =
  (...threads: Threads): Answer =>
  () =>
    threads
export const never = always()
export const rightly =
  (...threads: Threads): Answer =>
  (query) =>
    expectedThreads(threads, query)

/** Defines a test for each example. */
export const testVerdicts = (examples: ReadonlyArray<Example>): void => {
  describe("a law", () => {
    it.effect.each(examples.map(([law, [finding, ...rest]]) => [law, finding, rest] as const))(
      "%s gives the right verdict for %s",
      ([law, , [asked, response, verdict, more]]) =>
        Effect.map(check(law, asked, response, more), (found) => assert.deepStrictEqual(found.verdict, verdict)),
    )
  })
}
