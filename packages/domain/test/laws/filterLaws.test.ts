import { type CustomerThread, UserUuid } from "@customer-threads/domain"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import {
  type Answer,
  always,
  broken,
  check,
  type Example,
  elsewhere,
  here,
  holds,
  never,
  otherDepartment,
  rightly,
  testVerdicts,
  thread,
  three123,
  undecided,
} from "../support/checkLawOnce.ts"

const [ann, bob] = [UserUuid.make("ann"), UserUuid.make("bob")]
const noFilter = undecided("a query with a filter")
const noMatch = undecided("a thread that the query matches")
const unknownThreads = undecided("the threads that the repository holds")

const closedOne = thread(3, { closed: true })
const archivedOne = thread(4, { archived: true })

const partitions = (["archived", "closed"] as const).flatMap((field): Array<Example> => {
  const flag = field === "archived" ? "isArchived" : "isClosed"
  const name = `partition by ${field}`
  const [yes, no] = [thread(2, { [field]: true }), thread(1)]
  const lists =
    (
      whenTrue: ReadonlyArray<CustomerThread>,
      whenFalse: ReadonlyArray<CustomerThread>,
      without: ReadonlyArray<CustomerThread>,
    ): Answer =>
    (query) =>
      query[flag] === undefined ? without : query[flag] ? whenTrue : whenFalse
  return [
    [name, ["the right lists", { [flag]: true }, lists([yes], [no], [yes, no]), holds]],
    [name, ["no threads", {}, never, undecided("a thread")]],
    [
      name,
      [
        "a thread in both lists",
        {},
        lists([yes, no], [no], [yes, no]),
        broken(`threads were listed with ${flag} true and with ${flag} false`, 1),
      ],
    ],
    [
      name,
      [
        "a thread in neither list",
        {},
        lists([yes], [], [yes, no]),
        broken(`threads were listed with ${flag} neither true nor false`, 1),
      ],
    ],
    [
      name,
      [
        "a thread in one list alone",
        {},
        lists([yes], [no], [no]),
        broken(`threads were listed only when ${flag} was given`, 2),
      ],
    ],
  ]
})

testVerdicts([
  ["scope", ["its own threads", {}, always(thread(1)), holds]],
  ["scope", ["no threads", {}, never, noMatch]],
  [
    "scope",
    [
      "threads of others",
      {},
      always(thread(1), thread(2, elsewhere), thread(3, otherDepartment)),
      broken("threads of another customer or department were listed", 2, 3),
    ],
  ],

  ["filter soundness", ["no filter", {}, always(thread(1)), noFilter]],
  ["filter soundness", ["no threads", { isClosed: false }, never, undecided("a thread that the filters match")]],
  ["filter soundness", ["equal threads", { isClosed: true, isArchived: false }, always(closedOne), holds]],
  ...(
    [
      [{ isClosed: false }, closedOne],
      [{ isArchived: false }, archivedOne],
      [{ assigneeUserUuid: ann }, thread(5, { userUuid: bob })],
      [{ assigneeUserUuid: ann }, thread(6)],
    ] as const
  ).map(
    ([asked, wrong]) =>
      [
        "filter soundness",
        [
          `thread ${wrong.id}, which is unequal`,
          asked,
          always(thread(1, { userUuid: ann }), wrong),
          broken("threads that do not equal a filter were listed", wrong.id),
        ],
      ] as const,
  ),

  ["filter completeness", ["what is not known", {}, always(thread(1)), unknownThreads]],
  [
    "filter completeness",
    ["nothing that matches", { isClosed: false }, never, noMatch, { known: [closedOne, thread(1, elsewhere)] }],
  ],
  [
    "filter completeness",
    [
      "all that matches, asked without the limit",
      { maxResults: 1, isClosed: false },
      rightly(thread(1), thread(2), closedOne),
      holds,
      { known: [thread(1), thread(2), closedOne, thread(5, elsewhere)] },
    ],
  ],
  [
    "filter completeness",
    [
      "less than what matches",
      { isClosed: false },
      always(thread(1)),
      broken("threads that equal every filter were left out", 2),
      { known: [thread(1), thread(2), closedOne, thread(5, elsewhere)] },
    ],
  ],

  ["fidelity", ["what is not known", {}, always(thread(1)), unknownThreads]],
  ["fidelity", ["no threads", {}, never, noMatch, { known: [thread(1)] }]],
  ["fidelity", ["threads as they are", {}, always(thread(1)), holds, { known: [thread(1), thread(2)] }]],
  [
    "fidelity",
    [
      "a changed thread, and one that is not held",
      {},
      always(thread(1), thread(2, { userUuid: ann }), thread(3)),
      broken("threads were listed with other fields than they have", 2, 3),
      { known: [thread(1), thread(2)] },
    ],
  ],

  ...partitions,

  ["conjunction", ["no filter", {}, always(thread(1)), noFilter]],
  ["conjunction", ["no threads", { isClosed: true }, never, undecided("a thread")]],
  [
    "conjunction",
    ["the filter of the list, all of it", { isClosed: false, maxResults: 1 }, rightly(...three123, closedOne), holds],
  ],
  ...([{ isClosed: true }, { isArchived: true }, { assigneeUserUuid: ann }] as const).map(
    (asked) =>
      [
        "conjunction",
        [
          `${Object.keys(asked)} that is passed over`,
          asked,
          always(thread(1)),
          broken("the filtered list is not the filter of the list", 1),
        ],
      ] as const,
  ),
  [
    "conjunction",
    [
      "a thread too many and one too few",
      { isClosed: false },
      (query) => (query.isClosed === undefined ? [thread(1), thread(2)] : [thread(1), closedOne]),
      broken("the filtered list is not the filter of the list", 3, 2),
    ],
  ],

  ["unknown customer or department", ["no threads", {}, never, holds]],
  [
    "unknown customer or department",
    [
      "threads of any customer",
      {},
      (query) => (query.customerUuid === here.customerUuid ? [] : [thread(1)]),
      broken("a customer who does not exist has threads", 1),
    ],
  ],
  [
    "unknown customer or department",
    [
      "threads of any department",
      {},
      (query) => (query.departmentUuid === here.departmentUuid ? [] : [thread(1)]),
      broken("a department that does not exist has threads", 1),
    ],
  ],
])

describe("a law", () => {
  it.effect("unknown customer or department tries one unknown identifier at a time", () =>
    Effect.gen(function* () {
      const { queries } = yield* check("unknown customer or department", { isClosed: true }, never)
      const unknown = "no-such-identifier-7f3a9c"
      assert.deepStrictEqual(queries.map((query) => ({ ...query })) as unknown, [
        { ...here, isClosed: true, customerUuid: unknown },
        { ...here, isClosed: true, departmentUuid: unknown },
      ])
    }),
  )
})
