import type { CustomerThread, ThreadId } from "@customer-threads/domain"
import {
  type AcceptedThreadJson,
  ContractViolation,
  threadFromAccepted,
  threadToJson,
} from "@customer-threads/http-api/wire"
import * as Result from "effect/Result"
import type { ThreadPatch } from "./ControlApi.ts"

type Read<A> = Result.Result<A, ContractViolation>

/** Makes threads of a JSON array. Fails with the place of the first wrong instant, or of an id that is there twice. */
export const threadsFromJson = (inputs: ReadonlyArray<AcceptedThreadJson>): Read<ReadonlyArray<CustomerThread>> => {
  const indexes = new Map<ThreadId, number>()
  const threads: Array<CustomerThread> = []
  for (const [index, input] of inputs.entries()) {
    const thread = threadFromAccepted(input, () => `body[${index}]`)
    if (thread instanceof ContractViolation) return Result.fail(thread)
    const earlier = indexes.get(thread.id)
    if (earlier !== undefined) {
      return Result.fail(ContractViolation.at(`body[${index}].id`, `another id than that of body[${earlier}]`))
    }
    indexes.set(thread.id, index)
    threads.push(thread)
  }
  return Result.succeed(threads)
}

/** Makes a thread with the fields that a patch sets, and without those that it gives as null. */
export const patchThread = (thread: CustomerThread, patch: ThreadPatch): Read<CustomerThread> => {
  const patched = threadFromAccepted({ ...threadToJson(thread), ...patch }, () => "body")
  return patched instanceof ContractViolation ? Result.fail(patched) : Result.succeed(patched)
}
