import { readFileSync } from "node:fs"
import type { CustomerThread } from "@customer-threads/domain"
import { ThreadList } from "@customer-threads/domain"
import { Arbitraries } from "@customer-threads/domain/testing"
import {
  ContractViolation,
  decodeRequest,
  decodeResponse,
  decodeThread,
  encodeRequest,
  encodeResponse,
  encodeThread,
  ListThreadsRequest,
  parseRequestUuid,
  parseVendorErrors,
  ThreadJsonInput,
} from "@customer-threads/http-api"
import { assert, describe, it } from "@effect/vitest"
import { Record, Result } from "effect"

const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const sample = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`samples/${name}.json`, import.meta.url), "utf8"))

const threadsOf = (json: unknown): ReadonlyArray<CustomerThread> => {
  const response = Result.getOrThrow(decodeResponse(json))
  if (response._tag === "Errors") throw new Error("expected threads")
  return response.threads
}

const violation = (json: unknown): string => {
  const response = decodeResponse(json)
  if (Result.isSuccess(response)) throw new Error("expected a violation")
  assert.instanceOf(response.failure, ContractViolation)
  return response.failure.message
}

const ids = { departmentUUID: "d", customerUUID: "c" }
const good = { id: 7, archived: false, closed: true, departmentUuid: "d", customerUuid: "c" }
const envelope = (...customerThreads: ReadonlyArray<unknown>) => ({ customerThreads })

describe("the wire", () => {
  it.prop("gives back every query that is sent", [Arbitraries.query], ([given]) => {
    const path = { departmentUUID: given.departmentUuid, customerUUID: given.customerUuid }
    assert.deepStrictEqual(Result.getOrThrow(decodeRequest(path, overTheWire(encodeRequest(given)))), given)
  })

  it.prop(
    "gives back every list that is sent, field for field",
    [Arbitraries.query, Arbitraries.threads],
    ([asked, listed]) => {
      const warnings = [{ warningCode: "W", warningDescription: "careful" }]
      const json = overTheWire(encodeResponse(ThreadList.make(asked, listed, { warnings }), "r-1"))
      const response = Result.getOrThrow(decodeResponse(json))
      assert.deepStrictEqual(response, { _tag: "Threads", requestUuid: "r-1", warnings, threads: listed })
    },
  )

  it.prop(
    "reads null for every missing field, and instants in other forms, as the same threads",
    [Arbitraries.threads],
    ([listed]) => {
      const nulls = Record.map(ThreadJsonInput.fields, () => null)
      const forms = [
        (text: string) => text,
        (text: string) => Date.parse(text),
        (text: string) => text.replace("Z", "+00:00").toLowerCase(),
      ]
      const jsons = listed.map(encodeThread).map(({ lastMessageOn, ...json }, index) => ({
        ...nulls,
        ...json,
        ...(lastMessageOn === undefined ? {} : { lastMessageOn: forms[index % 3]?.(lastMessageOn) }),
        unknown: [],
      }))
      assert.deepStrictEqual(threadsOf({ ...envelope(...jsons), errors: null, warnings: null, more: 1 }), listed)
      assert.deepStrictEqual(
        jsons.map((json) => Result.getOrThrow(decodeThread(json))),
        listed,
      )
    },
  )

  it.prop("leaves the JSON that it reads as it is", [Arbitraries.threads], ([listed]) => {
    for (const change of [{}, { unknown: 1 }, { isWaitingForResponse: null }]) {
      const json = envelope(...listed.map((thread) => ({ ...encodeThread(thread), ...change })))
      const copy = structuredClone(json)
      threadsOf(json)
      json.customerThreads.forEach(decodeThread)
      assert.deepStrictEqual(json, copy)
    }
  })

  it("names the index of the first thread that is wrong", () => {
    const threads = Array.from({ length: 20 }, (_, id) => ({ ...good, id }))
    const wrong = threads.map((thread, index) => (index === 17 || index === 19 ? { ...thread, closed: "no" } : thread))
    assert.strictEqual(violation(envelope(...wrong)), "customerThreads[17].closed: expected boolean")
  })

  it.prop("sends null and nothing as the same query", [Arbitraries.query], ([given]) => {
    const path = { departmentUUID: given.departmentUuid, customerUUID: given.customerUuid }
    const nulls = Record.map(ListThreadsRequest.fields, () => null)
    const body = { ...nulls, ...encodeRequest(given) }
    assert.deepStrictEqual(Result.getOrThrow(decodeRequest(path, body)), given)
  })

  it.each(["page", "isarchived", "toString", "__proto__"])("refuses the property %s that is not documented", (name) => {
    for (const beside of ["", ',"isClosed":true', ',"isArchived":null']) {
      const body: unknown = JSON.parse(`{"${name}":1${beside}}`)
      const failure = Result.getOrThrow(Result.flip(decodeRequest(ids, body)))
      assert.strictEqual(failure.path, `body.${name}`)
    }
  })

  it("sends only what was given, and {} for nothing", () => {
    assert.deepStrictEqual(encodeRequest(Result.getOrThrow(decodeRequest(ids, {}))), {})
    const body = { isClosed: false, maxResults: 0 }
    assert.deepStrictEqual(encodeRequest(Result.getOrThrow(decodeRequest(ids, body))), body)
  })

  it("reads every field of the vendor's example", () => {
    const response = Result.getOrThrow(decodeResponse(sample("documented-example")))
    assert.deepStrictEqual(response as unknown, {
      _tag: "Errors",
      requestUuid: "string",
      warnings: [{ warningCode: "string", warningDescription: "string" }],
      errors: [{ errorCode: "string", errorDescription: "string", errorUid: "string" }],
    })
    const { customerThreads } = sample("documented-example") as { customerThreads: ReadonlyArray<unknown> }
    const read = Result.getOrThrow(decodeThread(customerThreads[0]))
    assert.deepStrictEqual(
      {
        ...read,
        lastMessageOn: read.lastMessageOn?.epochMilliseconds,
        lastDelegationOn: read.lastDelegationOn?.epochMilliseconds,
      } as unknown,
      {
        id: 0,
        archived: true,
        closed: true,
        dealerUuid: "string",
        departmentUuid: "string",
        userUuid: "string",
        customerUuid: "string",
        lastMessageOn: Date.UTC(2025, 2, 28, 11, 34, 43, 272),
        lastDelegationOn: 0,
        isWaitingForResponse: true,
      },
    )
    assert.deepStrictEqual(overTheWire(encodeThread(read)), customerThreads[0])
  })

  it("reads a lenient sample: nulls, offsets without a colon, epoch milliseconds, unknown properties", () => {
    const on = Date.UTC(2025, 2, 28, 11, 34, 43, 272)
    const read = threadsOf(sample("lenient"))
    assert.deepStrictEqual(
      read.map((one) => one.lastMessageOn?.epochMilliseconds),
      [on, on, on, undefined, undefined],
    )
    assert.deepStrictEqual(Object.keys(read[3]!), ["id", "archived", "closed", "departmentUuid", "customerUuid"])
    assert.deepStrictEqual(Object.keys(read[4]!), ["id", "archived", "closed", "departmentUuid", "customerUuid"])
  })

  it.each(["requestUUID", "errors", "warnings"])("reads an envelope whose %s is missing or null", (name) => {
    assert.lengthOf(threadsOf(envelope(good)), 1)
    assert.lengthOf(threadsOf({ ...envelope(good), [name]: null }), 1)
  })

  it.each(["id", "archived", "closed", "departmentUuid", "customerUuid"] as const)(
    "refuses a thread whose %s is missing, null, or of another type, naming the path and no value",
    (field) => {
      const { [field]: _, ...rest } = good
      assert.strictEqual(violation(envelope(good, rest)), `customerThreads[1].${field}: expected a value`)
      assert.match(
        violation(envelope({ ...good, [field]: null })),
        new RegExp(`^customerThreads\\[0\\].${field}: expected `),
      )
      const message = violation(envelope({ ...good, [field]: { secret: "value" } }))
      assert.match(message, new RegExp(`^customerThreads\\[0\\].${field}: expected `))
      assert.notInclude(message, "secret")
    },
  )

  it.each([
    ["id", 9_007_199_254_740_992],
    ["id", 1.5],
    ["id", "7"],
    ["lastMessageOn", "2025-02-30T00:00:00Z"],
    ["lastMessageOn", "2025-02-28T00:00:00Zx"],
    ["lastMessageOn", "0"],
    ["lastMessageOn", true],
    ["lastDelegationOn", "2025-03-28T11:34:43.272Z"],
    ["lastDelegationOn", 1e15],
    ["lastDelegationOn", 0.5],
    ["isWaitingForResponse", "true"],
    ["userUuid", 7],
  ])("refuses a thread whose %s is %j", (field, value) => {
    assert.match(
      violation(envelope({ ...good, [field]: value })),
      new RegExp(`^customerThreads\\[0\\].${field}: expected `),
    )
  })

  it.each([null, [], "x", 7, {}, { customerThreads: null }, { customerThreads: {} }, { customerThreads: [null] }])(
    "never reads %j as no threads",
    (json) => assert.isNotEmpty(violation(json)),
  )

  it.prop("reads and writes a thread without loss", [Arbitraries.thread], ([given]) =>
    assert.deepStrictEqual(Result.getOrThrow(decodeThread(overTheWire(encodeThread(given)))), given),
  )

  it.each([
    [
      { errors: [{ errorCode: "A", errorDescription: "b", errorUID: "c" }] },
      [{ errorCode: "A", errorDescription: "b", errorUid: "c" }],
    ],
    [{ errorTitle: "Bad", errorCode: 12 }, [{ errorCode: "12", errorDescription: "Bad" }]],
    [{ errorMessage: "Bad" }, [{ errorDescription: "Bad" }]],
    [{ error: "Bad" }, [{ errorDescription: "Bad" }]],
    [{ error: { message: "Bad" } }, [{ errorDescription: "Bad" }]],
    [{ errors: ["Bad", null, {}] }, [{ errorDescription: "Bad" }]],
    [{ code: "A", message: "b", errorUid: "c" }, [{ errorCode: "A", errorDescription: "b", errorUid: "c" }]],
    [{ errors: [{ errorUID: 7 }, "", { errorCode: "" }, 7] }, [{ errorUid: "7" }]],
    [{ errors: [{ errorCode: "A" }, { errorDescription: "b" }] }, [{ errorCode: "A" }, { errorDescription: "b" }]],
    [{ errorDescription: "", errorMessage: true, errorTitle: "Bad", message: "b" }, [{ errorDescription: "Bad" }]],
    [{ error: "", errorCode: "A" }, [{ errorCode: "A" }]],
    [{ error: {}, message: "Bad" }, [{ errorDescription: "Bad" }]],
    [{ errors: "x", error: "Bad" }, [{ errorDescription: "Bad" }]],
    [{ errors: [] }, []],
    [null, []],
    ["text", []],
    [7, []],
    [{ errors: {} }, []],
  ])("finds the errors that can be read in %j", (json, expected) =>
    assert.deepStrictEqual(parseVendorErrors(json) as unknown, expected),
  )

  it.each([
    [
      { departmentUUID: "..", customerUUID: 7 },
      {},
      [
        { path: "path.departmentUUID", expected: "1 to 128 letters, digits, '_' or '-'" },
        { path: "path.customerUUID", expected: "string" },
      ],
    ],
    [
      {},
      {},
      [
        { path: "path.departmentUUID", expected: "a value" },
        { path: "path.customerUUID", expected: "a value" },
      ],
    ],
    [
      ids,
      { isClose: true, sortOrder: "UP" },
      [
        { path: "body.isClose", expected: "no property of this name" },
        { path: "body.sortOrder", expected: '"ASC" | "DESC"' },
      ],
    ],
    [ids, [], [{ path: "body", expected: "object" }]],
  ])("refuses a request with the path %j and the body %j, naming each wrong place", (path, body, issues) => {
    const failure = Result.getOrThrow(Result.flip(decodeRequest(path, body)))
    assert.instanceOf(failure, ContractViolation)
    assert.strictEqual(failure._tag, "ContractViolation")
    assert.deepStrictEqual([...failure.issues], issues)
    assert.deepStrictEqual({ path: failure.path, expected: failure.expected }, issues[0])
    const sentences = issues.map(({ expected, path }) => `${path}: expected ${expected}`)
    assert.strictEqual(failure.message, sentences.join("; "))
  })

  it.each([
    ["assigneeUserUUID", 7],
    ["isArchived", "true"],
    ["isClosed", 0],
    ["maxResults", -1],
    ["sortOrderKey", "CREATED_ON"],
    ["sortOrder", "asc"],
  ])("refuses a request whose %s is %j", (property, value) => {
    const failure = Result.getOrThrow(Result.flip(decodeRequest(ids, { [property]: value })))
    assert.strictEqual(failure.path, `body.${property}`)
  })

  it.each([
    [{ errors: [{ errorCode: null, errorDescription: "b" }] }, [{ errorDescription: "b" }]],
    [{ errors: [{}, { errorUID: "c" }], customerThreads: null }, [{}, { errorUid: "c" }]],
  ])("reads %j as the vendor's errors, and never as a list", (json, errors) =>
    assert.deepStrictEqual(Result.getOrThrow(decodeResponse(json)) as unknown, {
      _tag: "Errors",
      requestUuid: undefined,
      warnings: [],
      errors,
    }),
  )

  it("reads threads beside no errors as threads, with the warnings that are said", () =>
    assert.deepStrictEqual(
      Result.getOrThrow(
        decodeResponse({ customerThreads: [], errors: [], warnings: [{ warningCode: "W", warningDescription: null }] }),
      ) as unknown,
      { _tag: "Threads", requestUuid: undefined, warnings: [{ warningCode: "W" }], threads: [] },
    ))

  it.each([
    [{}, "customerThreads: expected a value"],
    [{ customerThreads: [], requestUUID: 7 }, "requestUUID: expected string | null"],
    [{ customerThreads: [], errors: "x" }, "errors: expected array | null"],
    [{ customerThreads: [], warnings: [{ warningCode: 7 }] }, "warnings[0].warningCode: expected string | null"],
    [
      { customerThreads: [], warnings: [{ warningDescription: 7 }] },
      "warnings[0].warningDescription: expected string | null",
    ],
    [{ errors: [{ errorCode: 7 }] }, "errors[0].errorCode: expected string | null"],
    [{ errors: [{ errorDescription: 7 }] }, "errors[0].errorDescription: expected string | null"],
    [{ errors: [{ errorUID: 7 }] }, "errors[0].errorUID: expected string | null"],
    [
      { customerThreads: [{ ...good, lastMessageOn: "x" }] },
      "customerThreads[0].lastMessageOn: expected an RFC 3339 instant or epoch milliseconds",
    ],
    [
      { customerThreads: [good, { ...good, lastDelegationOn: 1e15 }] },
      "customerThreads[1].lastDelegationOn: expected epoch milliseconds in the years 0000 to 9999",
    ],
    [{ customerThreads: [{ ...good, dealerUuid: 7 }] }, "customerThreads[0].dealerUuid: expected string | null"],
    [{ customerThreads: [{}] }, "customerThreads[0].id: expected a value"],
  ])("refuses the response %j, saying what is wrong with it first", (json, message) =>
    assert.strictEqual(violation(json), message),
  )

  it.each([
    [{ ...good, lastMessageOn: "x" }, "lastMessageOn: expected an RFC 3339 instant or epoch milliseconds"],
    [{ ...good, lastDelegationOn: 1e15 }, "lastDelegationOn: expected epoch milliseconds in the years 0000 to 9999"],
    [{ ...good, id: "7", closed: 1 }, "id: expected number; closed: expected boolean"],
  ])("refuses the thread %j alone, saying everything that is wrong with it", (json, message) =>
    assert.strictEqual(Result.getOrThrow(Result.flip(decodeThread(json))).message, message),
  )

  it("finds the request's name where there is one", () => {
    assert.strictEqual(parseRequestUuid({ requestUUID: "r" }), "r")
    for (const json of [null, "r", {}, { requestUUID: "" }, { requestUUID: 7 }])
      assert.isUndefined(parseRequestUuid(json))
  })
})
