import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import {
  always,
  broken,
  check,
  first,
  holds,
  never,
  rightly,
  testVerdicts,
  three123,
  undecided,
} from "../support/checkLawOnce.ts"

const noMore = undecided("more threads than maxResults")
const ascending = { sortOrder: "ASC" } as const

testVerdicts([
  ["limit", ["as many as asked for", { maxResults: 2 }, rightly(...three123), holds]],
  ["limit", ["fewer", { maxResults: 4 }, rightly(...three123), undecided("as many threads as maxResults")]],
  ["limit", ["one when nothing is said", {}, rightly(...three123), holds]],
  [
    "limit",
    ["too many", { maxResults: 2 }, always(...three123), broken("3 threads were listed with maxResults 2", 1, 2, 3)],
  ],

  ["limit is a prefix", ["the first", { ...ascending, maxResults: 2 }, rightly(...three123), holds]],
  ["limit is a prefix", ["all", { maxResults: 3 }, rightly(...three123), noMore]],
  ["limit is a prefix", ["the first half, when nothing is said", {}, rightly(...three123), holds]],
  [
    "limit is a prefix",
    [
      "the last",
      {},
      (query) => (query.maxResults === undefined ? three123 : three123.slice(-query.maxResults)),
      broken("the list with maxResults 2 is not the first 2 of all 3", 2, 3),
    ],
  ],

  ["prefixes grow", ["a longer list", { maxResults: 2 }, rightly(...three123), holds]],
  ["prefixes grow", ["the same list", { maxResults: 3 }, rightly(...three123), noMore]],
  ["prefixes grow", ["a longer list, when nothing is said", {}, rightly(...three123), holds]],
  [
    "prefixes grow",
    [
      "the last",
      {},
      (query) => three123.slice(-query.maxResults!),
      broken("the list of 2 does not begin with the list of 1", 2, 3),
    ],
  ],

  ["zero limit", ["no threads", {}, rightly(...three123), holds]],
  ["zero limit", ["a thread", {}, always(first), broken("threads were listed with maxResults 0", 1)]],

  ["no limit", ["all", { maxResults: 1 }, rightly(...three123), holds]],
  [
    "no limit",
    [
      "more when more are asked for",
      {},
      (query) => three123.slice(0, query.maxResults === 1_002 ? 3 : 2),
      broken("a limit of 1002 lists other threads than none"),
    ],
  ],

  ["truncation marked", ["a list that was cut", { maxResults: 1 }, always(first), holds]],
  ["truncation marked", ["a short list", { maxResults: 2 }, always(first), holds]],
  ["truncation marked", ["a list without a limit", {}, always(first), holds]],
  ...([true, false] as const).map(
    (mayBeTruncated) =>
      [
        "truncation marked",
        [
          `${mayBeTruncated} where it is not`,
          { maxResults: mayBeTruncated ? 2 : 1 },
          () => ({ threads: [first], warnings: [], mayBeTruncated }),
          broken(`mayBeTruncated is ${mayBeTruncated}`, 1),
        ],
      ] as const,
  ),
])

describe("a law", () => {
  it.effect("prefixes grow never uses a limit beyond an int32", () =>
    Effect.gen(function* () {
      const { queries } = yield* check("prefixes grow", { maxResults: 2_147_483_647 }, never)
      assert.deepStrictEqual(
        queries.map(({ maxResults }) => maxResults),
        [1_000_000, 1_000_001],
      )
    }),
  )
})
