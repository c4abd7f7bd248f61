import { deepStrictEqual } from "node:assert/strict"
import { decodeResponse, encodeThread, ListThreadsResponse, type ThreadJson } from "@customer-threads/http-api"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as z from "zod"
import { measure, roundsOf } from "./measure.ts"
import { type Benchmark, type Row, timeRow } from "./Row.ts"
import { threadJsons } from "./sampleThreads.ts"

const isWire = Schema.is(ListThreadsResponse)

/** Decodes a response to domain threads. */
const decodeThreads = (json: unknown) => {
  const answer = Result.getOrThrow(decodeResponse(json))
  if (answer._tag === "Errors") throw new Error("the sample has no errors")
  return answer.threads
}

const zodResponse = <M extends z.ZodType, D extends z.ZodType>(lastMessageOn: M, lastDelegationOn: D) =>
  z.object({
    customerThreads: z.array(
      z.object({
        id: z.int(),
        archived: z.boolean(),
        closed: z.boolean(),
        dealerUuid: z.string().optional(),
        departmentUuid: z.string(),
        userUuid: z.string().optional(),
        customerUuid: z.string(),
        lastMessageOn: lastMessageOn.optional(),
        lastDelegationOn: lastDelegationOn.optional(),
        isWaitingForResponse: z.boolean().optional(),
      }),
    ),
    requestUUID: z.string(),
    errors: z.array(z.object({ errorCode: z.string(), errorDescription: z.string(), errorUID: z.string() })),
    warnings: z.array(z.object({ warningCode: z.string().optional(), warningDescription: z.string().optional() })),
  })

const zodWire = zodResponse(z.string(), z.int())

const zodDomain = zodResponse(
  z.iso.datetime({ offset: true }).transform((iso) => new Date(iso)),
  z.int().transform((millis) => new Date(millis)),
)

/** A thread of zod's domain schema as JSON. */
const zodThreadToJson = ({
  lastDelegationOn,
  lastMessageOn,
  ...rest
}: z.infer<typeof zodDomain>["customerThreads"][number]) => ({
  ...rest,
  ...(lastMessageOn === undefined ? {} : { lastMessageOn: lastMessageOn.toISOString() }),
  ...(lastDelegationOn === undefined ? {} : { lastDelegationOn: lastDelegationOn.getTime() }),
})

/** Checks that both decode the sample to the same threads, and that both refuse a wrong field. */
const compare = (text: string, customerThreads: ReadonlyArray<ThreadJson>): void => {
  deepStrictEqual(decodeThreads(JSON.parse(text)).map(encodeThread), customerThreads)
  deepStrictEqual(zodDomain.parse(JSON.parse(text)).customerThreads.map(zodThreadToJson), customerThreads)
  const right: unknown = JSON.parse(text)
  const wrong: unknown = JSON.parse(text.replace(/"closed":(true|false)/, '"closed":"no"'))
  for (const json of [right, wrong]) {
    deepStrictEqual([isWire(json), zodWire.safeParse(json).success], [json === right, json === right])
  }
}

const rowsOf = async (count: number, small: boolean): Promise<ReadonlyArray<Row>> => {
  const customerThreads = threadJsons(count, { customers: 1 })
  const response: ListThreadsResponse = { customerThreads, requestUUID: "r", errors: [], warnings: [] }
  const text = JSON.stringify(response)
  compare(text, customerThreads)
  const row = async (to: string, atMost: number, ours: (json: unknown) => unknown, zod: (json: unknown) => unknown) => {
    const times = await measure(
      {
        floor: () => JSON.parse(text),
        ours: () => ours(JSON.parse(text)),
        zod: () => zod(JSON.parse(text)),
      },
      roundsOf(small),
    )
    const what = `${count} threads to ${to}`
    return timeRow({
      what,
      baseline: "JSON.parse",
      floor: times.floor,
      ours: times.ours,
      atMost,
      others: { zod: times.zod },
    })
  }
  return [
    await row("wire structs", 1.3, isWire, (json) => zodWire.safeParse(json)),
    await row("domain threads", 2, decodeThreads, (json) => zodDomain.parse(json)),
  ]
}

export const decode: Benchmark = {
  title: "Decode a response",
  note: "Ours and zod parse the text first and check the same fields. As domain threads, zod gives objects with a `Date`.",
  run: async (small) => {
    const rows: Array<Row> = []
    for (const count of small ? [20, 100] : [20, 100, 1_000, 10_000]) rows.push(...(await rowsOf(count, small)))
    return rows
  },
}
