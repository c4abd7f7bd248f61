import type { CustomerThread, ThreadId } from "@customer-threads/domain"
import {
  AcceptedThreadJson,
  ContractViolation,
  threadFromAccepted,
  threadToJson,
} from "@customer-threads/http-api/wire"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

type Read<A> = Result.Result<A, ContractViolation>

const decodeThreads = Schema.decodeUnknownResult(Schema.Array(AcceptedThreadJson), { onExcessProperty: "error" })

const { archived, closed, customerUuid, departmentUuid, id: _, ...optional } = AcceptedThreadJson.fields

const ThreadPatch = Schema.Struct({
  archived: Schema.optionalKey(archived),
  closed: Schema.optionalKey(closed),
  customerUuid: Schema.optionalKey(customerUuid),
  departmentUuid: Schema.optionalKey(departmentUuid),
  ...optional,
})
const decodePatch = Schema.decodeUnknownResult(ThreadPatch, { errors: "all", onExcessProperty: "error" })

const violation = (error: Schema.SchemaError) => ContractViolation.fromSchemaError(error)

/** The threads of a JSON array, strictly: an unknown property, or an id twice, is refused with its place. */
export const threadsFromJson = (json: unknown): Read<ReadonlyArray<CustomerThread>> =>
  Result.gen(function* () {
    const accepted = yield* Result.mapError(decodeThreads(json), violation)
    const places = new Map<ThreadId, number>()
    const threads: Array<CustomerThread> = []
    for (const [at, one] of accepted.entries()) {
      const thread = threadFromAccepted(one, () => `[${at}]`)
      if (thread instanceof ContractViolation) return yield* Result.fail(thread)
      const earlier = places.get(thread.id)
      if (earlier !== undefined) {
        return yield* Result.fail(ContractViolation.at(`[${at}].id`, `another id than that of [${earlier}]`))
      }
      places.set(thread.id, at)
      threads.push(thread)
    }
    return threads
  })

/** A thread with the fields that a JSON object gives, and without those that it gives as null. Its id stays. */
export const patchedThread = (thread: CustomerThread, json: unknown): Read<CustomerThread> =>
  Result.gen(function* () {
    const patch = yield* Result.mapError(decodePatch(json), violation)
    const changed = threadFromAccepted({ ...threadToJson(thread), ...patch }, () => "")
    return changed instanceof ContractViolation ? yield* Result.fail(changed) : changed
  })
