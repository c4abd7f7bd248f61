import type { ThreadQuery } from "@customer-threads/domain"
import {
  always,
  broken,
  first,
  holds,
  last,
  one,
  rightly,
  second,
  testVerdicts,
  thread,
  three,
  undecided,
} from "../support/checkLawOnce.ts"

const misordered = "threads are not in the order of the sort key"
const notSmallest = "a thread without the sort value is not the smallest"
const notById = "threads with equal sort values are not in the order of their ids"
const [ascending, descending] = [{ sortOrder: "ASC" }, { sortOrder: "DESC" }] as const
const byDelegation = { sortOrderKey: "LAST_DELEGATION_ON", ...ascending } as const
const noInstants = undecided("two threads with different instants")
const noMissing = undecided("a thread with the instant sorted by and one without")
const noTie = undecided("two threads with the same instant, or two without")
const noTwo = undecided("two threads that the query matches")

const [unset, unsetToo] = [thread(8), thread(9)]
const tied = thread(5, { lastMessageOn: one, lastDelegationOn: three })

testVerdicts([
  ["order", ["ascending threads", ascending, always(unset, first, tied, second, unsetToo, last), holds]],
  ["order", ["descending threads, which is the default", {}, always(last, second, first), holds]],
  ["order", ["threads by their delegation", byDelegation, always(last, second, first), holds]],
  ["order", ["no two that differ", ascending, always(first, tied, unset), noInstants]],
  ["order", ["a wrong pair", ascending, always(first, last, unset, second), broken(misordered, 3, 2)]],
  ["order", ["ascending threads for DESC", descending, always(first, second), broken(misordered, 2, 1)]],
  ["order", ["threads by their message", byDelegation, always(first, second), broken(misordered, 1, 2)]],
  ["order", ["a wrong middle, once each", ascending, always(last, second, first), broken(misordered, 3, 2, 1)]],

  ["missing smallest", ["the missing first", ascending, always(unset, unsetToo, first, second), holds]],
  ["missing smallest", ["the missing last for DESC", descending, always(first, unset), holds]],
  ["missing smallest", ["none with", ascending, always(unset, unsetToo), noMissing]],
  ["missing smallest", ["none without", ascending, always(first, second), noMissing]],
  [
    "missing smallest",
    ["the missing last", ascending, always(unset, first, second, unsetToo), broken(notSmallest, 2, 9)],
  ],

  ["ties by id", ["ties by id", ascending, always(unset, unsetToo, first, tied, second), holds]],
  ["ties by id", ["ties by id for DESC", descending, always(tied, first, unsetToo, unset), holds]],
  ["ties by id", ["one thread twice, of which another law speaks", ascending, always(first, first), holds]],
  ["ties by id", ["no ties", ascending, always(unset, first, second), noTie]],
  ["ties by id", ["a wrong tie", ascending, always(unset, tied, first), broken(notById, 5, 1)]],
  ["ties by id", ["a wrong tie of two without", ascending, always(unsetToo, unset, first), broken(notById, 9, 8)]],

  ["reversal", ["the reverse, without the limit", { maxResults: 1 }, rightly(first, second), holds]],
  ["reversal", ["fewer than two", {}, rightly(first), noTwo]],
  ["reversal", ["the same both ways", {}, always(first, second), broken("DESC is not ASC reversed", 1, 2)]],

  ["defaults", ["the default", { ...byDelegation, maxResults: 1 }, rightly(first, second), holds]],
  ["defaults", ["fewer than two", {}, rightly(first), noTwo]],
  ...(["sortOrder", "sortOrderKey"] as const).map(
    (property) =>
      [
        "defaults",
        [
          `another ${property}`,
          byDelegation,
          (query: ThreadQuery) => (query[property] === undefined ? [first, second] : [second, first]),
          broken("the default order is not LAST_MESSAGE_ON, DESC", 1, 2),
        ],
      ] as const,
  ),
])
