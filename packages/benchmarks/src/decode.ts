import { deepStrictEqual } from "node:assert/strict"
import { answerFromJson, ListThreadsResponse, threadToJson } from "@customer-threads/http-api"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type DatedThread, type DecodePeer, decodePeers } from "./decodePeers.ts"
import { measure } from "./measure.ts"
import { atMost, type Benchmark, nanoseconds, type Outcome, over } from "./Row.ts"
import { threadJsons } from "./sampleThreads.ts"

const isWire = Schema.is(ListThreadsResponse)

/** The threads of a response, from its text. */
const threadsIn = (text: string) => {
  const answer = Result.getOrThrow(answerFromJson(JSON.parse(text)))
  if (answer._tag === "Errors") throw new Error("the sample holds no errors")
  return answer.threads
}

const undated = ({ lastDelegationOn, lastMessageOn, ...rest }: DatedThread) => ({
  ...rest,
  ...(lastMessageOn === undefined ? {} : { lastMessageOn: lastMessageOn.toISOString() }),
  ...(lastDelegationOn === undefined ? {} : { lastDelegationOn: lastDelegationOn.getTime() }),
})

/** That everyone takes the sample for what it is, and none of them one with a flag that is none. */
const compare = (text: string, { customerThreads, ...rest }: ListThreadsResponse): void => {
  deepStrictEqual(threadsIn(text).map(threadToJson), customerThreads)
  const wrong = { customerThreads: customerThreads.map((json) => ({ ...json, closed: "no" })), ...rest }
  for (const check of [isWire, ...Object.values(decodePeers).map((peer) => peer.check)]) {
    deepStrictEqual([check(JSON.parse(text)), check(wrong)], [true, false])
  }
  for (const { dated } of Object.values(decodePeers)) {
    deepStrictEqual(dated(JSON.parse(text)).map(undated), customerThreads)
  }
}

const peersBy = <A>(use: (peer: DecodePeer) => A): Record<keyof typeof decodePeers, A> => ({
  ajv: use(decodePeers.ajv),
  zod: use(decodePeers.zod),
  valibot: use(decodePeers.valibot),
})

const decodeOf = async (count: number, small: boolean): Promise<Outcome> => {
  const customerThreads = threadJsons(count, { customers: 1 })
  const sample: ListThreadsResponse = { customerThreads, requestUUID: "r", errors: [], warnings: [] }
  const text = JSON.stringify(sample)
  compare(text, sample)
  const options = { rounds: small ? 3 : 21, millis: small ? 2 : 40 }
  const checked = await measure(
    {
      parse: () => JSON.parse(text),
      ours: () => isWire(JSON.parse(text)),
      ...peersBy((peer) => () => peer.check(JSON.parse(text))),
    },
    options,
  )
  const dated = await measure(
    {
      parse: () => JSON.parse(text),
      ours: () => threadsIn(text),
      ...peersBy((peer) => () => peer.dated(JSON.parse(text))),
    },
    options,
  )
  const row = (what: string, { ours, parse, ...others }: typeof checked, bound: number) => ({
    what: `${count} threads, ${what}`,
    floor: "JSON.parse of the same text",
    ratio: ours / parse,
    aim: atMost(ours / parse, bound),
    others: over(parse, others),
    figure: nanoseconds(ours),
  })
  const { ours, parse, ...others } = checked
  const costs = { "JSON.parse": parse, "ours, checked": ours, "ours, with instants": dated.ours, ...others }
  return {
    rows: [row("checked", checked, 1.15), row("to domain threads with instants", dated, 1.5)],
    points: Object.entries(costs).map(([series, time]) => ({ series, size: count, nanoseconds: time / count })),
  }
}

export const decode: Benchmark = {
  title: "Decoding a response",
  note: "All of them parse the text first and check the same properties; for instants the others make a `Date`, ajv by a plain map after its check, which does not refuse a day that does not exist.",
  plot: { title: "Decoding a response, for each of its threads", sizes: "threads in the response" },
  run: async (small) => {
    const outcomes: Array<Outcome> = []
    for (const count of small ? [10, 100] : [10, 100, 1_000, 10_000]) outcomes.push(await decodeOf(count, small))
    return {
      rows: outcomes.flatMap(({ rows }) => rows),
      points: outcomes.flatMap(({ points = [] }) => points),
    }
  },
}
