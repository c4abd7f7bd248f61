import type { ListThreadsResponse, ThreadJson } from "@customer-threads/http-api"
import { Ajv } from "ajv"
import * as v from "valibot"
import * as z from "zod"

/** A thread with its instants as dates. */
export type DatedThread = Omit<ThreadJson, "lastMessageOn" | "lastDelegationOn"> & {
  readonly lastMessageOn?: Date | undefined
  readonly lastDelegationOn?: Date | undefined
}

/** Another's way from the JSON of a response: `check` refuses what is not as documented, `dated` also makes dates. */
export interface DecodePeer {
  readonly check: (json: unknown) => boolean
  readonly dated: (json: unknown) => ReadonlyArray<DatedThread>
}

const text = { type: "string" }
const flag = { type: "boolean" }
const integer = { type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }
const list = (required: ReadonlyArray<string>, properties: object) => ({
  type: "array",
  items: { type: "object", required, properties },
})

const validate = new Ajv().compile<ListThreadsResponse>({
  type: "object",
  required: ["customerThreads", "requestUUID", "errors", "warnings"],
  properties: {
    customerThreads: list(["id", "archived", "closed", "departmentUuid", "customerUuid"], {
      id: integer,
      archived: flag,
      closed: flag,
      dealerUuid: text,
      departmentUuid: text,
      userUuid: text,
      customerUuid: text,
      lastMessageOn: text,
      lastDelegationOn: integer,
      isWaitingForResponse: flag,
    }),
    requestUUID: text,
    errors: list(["errorCode", "errorDescription", "errorUID"], {
      errorCode: text,
      errorDescription: text,
      errorUID: text,
    }),
    warnings: list([], { warningCode: text, warningDescription: text }),
  },
})

const datesOf = ({ lastDelegationOn, lastMessageOn, ...rest }: ThreadJson): DatedThread => ({
  ...rest,
  ...(lastMessageOn === undefined ? {} : { lastMessageOn: new Date(lastMessageOn) }),
  ...(lastDelegationOn === undefined ? {} : { lastDelegationOn: new Date(lastDelegationOn) }),
})

const ajv: DecodePeer = {
  check: (json) => validate(json),
  dated: (json) => {
    if (!validate(json)) throw new Error("ajv refuses the sample")
    return json.customerThreads.map(datesOf)
  },
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
const zodDated = zodResponse(
  z.iso.datetime({ offset: true }).transform((iso) => new Date(iso)),
  z.int().transform((millis) => new Date(millis)),
)

const zod: DecodePeer = {
  check: (json) => zodWire.safeParse(json).success,
  dated: (json) => zodDated.parse(json).customerThreads as ReadonlyArray<DatedThread>,
}

const vInteger = v.pipe(v.number(), v.safeInteger())
const valibotResponse = <
  M extends v.GenericSchema<string, string | Date>,
  D extends v.GenericSchema<number, number | Date>,
>(
  lastMessageOn: M,
  lastDelegationOn: D,
) =>
  v.object({
    customerThreads: v.array(
      v.object({
        id: vInteger,
        archived: v.boolean(),
        closed: v.boolean(),
        dealerUuid: v.optional(v.string()),
        departmentUuid: v.string(),
        userUuid: v.optional(v.string()),
        customerUuid: v.string(),
        lastMessageOn: v.optional(lastMessageOn),
        lastDelegationOn: v.optional(lastDelegationOn),
        isWaitingForResponse: v.optional(v.boolean()),
      }),
    ),
    requestUUID: v.string(),
    errors: v.array(v.object({ errorCode: v.string(), errorDescription: v.string(), errorUID: v.string() })),
    warnings: v.array(v.object({ warningCode: v.optional(v.string()), warningDescription: v.optional(v.string()) })),
  })
const valibotWire = valibotResponse(v.string(), vInteger)
const valibotDated = valibotResponse(
  v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((iso) => new Date(iso)),
  ),
  v.pipe(
    vInteger,
    v.transform((millis) => new Date(millis)),
  ),
)

const valibot: DecodePeer = {
  check: (json) => v.safeParse(valibotWire, json).success,
  dated: (json) => v.parse(valibotDated, json).customerThreads as ReadonlyArray<DatedThread>,
}

export const decodePeers = { ajv, zod, valibot } as const
