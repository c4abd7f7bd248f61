import { CustomerThread, ThreadId, UserUuid } from "@customer-threads/domain"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import { ContractViolation } from "./ContractViolation.ts"
import { EpochMillis, formatInstant, InstantInput, makeInstant, parseInstant, UtcText } from "./instants.ts"
import { compiled, omitNulls, optionalNullable } from "./schema.ts"

const fields = {
  ...CustomerThread.fields,
  id: ThreadId.annotate({ description: "the thread's identity", format: "int64" }),
  userUuid: Schema.optionalKey(UserUuid.annotate({ description: "the assignee" })),
  lastMessageOn: Schema.optionalKey(UtcText),
  lastDelegationOn: Schema.optionalKey(EpochMillis),
}

/** A thread as JSON, as this project writes it: the fields of a `CustomerThread`, with the vendor's forms of instants. */
export const ThreadJson = Schema.Struct(Struct.map(fields, Schema.toEncoded)).annotate({ identifier: "CustomerThread" })
export interface ThreadJson extends Schema.Schema.Type<typeof ThreadJson> {}

const inputFields = { ...fields, lastMessageOn: Schema.optionalKey(InstantInput) }

/**
 * A thread as JSON, as it is read: null for a field that may be missing, and `lastMessageOn` in every form that
 * `docs/semantics.md` lists (assumed). Unknown properties are ignored.
 */
export const ThreadJsonInput = Schema.Struct(Struct.map(Struct.map(inputFields, optionalNullable), Schema.toEncoded))
export interface ThreadJsonInput extends Schema.Schema.Type<typeof ThreadJsonInput> {}

/** Encodes a thread. */
export const encodeThread = ({ lastDelegationOn, lastMessageOn, ...rest }: CustomerThread): ThreadJson => ({
  ...rest,
  ...(lastMessageOn === undefined ? {} : { lastMessageOn: formatInstant(lastMessageOn.epochMilliseconds) }),
  ...(lastDelegationOn === undefined ? {} : { lastDelegationOn: lastDelegationOn.epochMilliseconds }),
})

type Draft = { -readonly [K in keyof ThreadJson]: ThreadJson[K] | CustomerThread[K] }

/** Turns decoded JSON into a thread, in its place: a copy would take a tenth of the time to decode a response. */
const threadWith = (json: Omit<ThreadJson, "lastMessageOn">, lastMessageMillis: number | undefined): CustomerThread => {
  const thread: Draft = json
  if (lastMessageMillis !== undefined) thread.lastMessageOn = makeInstant(lastMessageMillis)
  if (json.lastDelegationOn !== undefined) thread.lastDelegationOn = makeInstant(json.lastDelegationOn)
  return thread as CustomerThread
}

/** Turns JSON that `ThreadJson` decoded into a thread. */
export const threadFromWritten = (json: ThreadJson): CustomerThread =>
  threadWith(json, json.lastMessageOn === undefined ? undefined : Date.parse(json.lastMessageOn))

/** Makes a thread of JSON that `ThreadJsonInput` decoded. */
export const threadFromInput = (input: ThreadJsonInput): CustomerThread => {
  const json = omitNulls(input)
  return threadWith(json, json.lastMessageOn === undefined ? undefined : parseInstant(json.lastMessageOn))
}

const decodeWritten = Schema.decodeUnknownOption(compiled(ThreadJson))
const decodeInput = Schema.decodeUnknownResult(compiled(ThreadJsonInput), { errors: "all" })

/** Decodes a thread. Fails with every wrong place. */
export const decodeThread = (json: unknown): Result.Result<CustomerThread, ContractViolation> => {
  const written = Option.getOrUndefined(decodeWritten(json))
  if (written !== undefined) return Result.succeed(threadFromWritten(written))
  return Result.mapBoth(decodeInput(json), {
    onSuccess: threadFromInput,
    onFailure: (error) => ContractViolation.fromSchemaError(error),
  })
}
