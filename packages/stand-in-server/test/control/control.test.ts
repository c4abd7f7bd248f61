import { type CustomerThread, UserUuid } from "@customer-threads/domain"
import { Arbitraries, expectedThreads } from "@customer-threads/domain/testing"
import {
  encodeRequest,
  encodeThread,
  ListThreadsResponse,
  parseThreads,
  type ThreadJson,
} from "@customer-threads/http-api"
import { StandInServer } from "@customer-threads/stand-in-server"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Layer, Redacted, Result, Schema } from "effect"
import { held, inSession, listPath, standIn } from "../support/standIn.ts"

const asJson = (all: Iterable<CustomerThread>): ReadonlyArray<ThreadJson> =>
  JSON.parse(JSON.stringify([...all].map(encodeThread)))
const byId = (all: Iterable<CustomerThread>) => [...all].toSorted((a, b) => a.id - b.id)

/** Reads the code of the error that a call of the control client failed with. */
const codeOf = (result: Result.Result<unknown, unknown>): unknown =>
  Result.isFailure(result) && Schema.is(ListThreadsResponse)(result.failure)
    ? result.failure.errors[0]?.errorCode
    : undefined

const changes = ["assign", "unassign", "archive", "unarchive", "close", "reopen"] as const
const write = Arbitrary.all({
  session: Arbitrary.schema(Schema.Literals([0, 1, 2])),
  kind: Arbitrary.schema(Schema.Literals(["load", "add", "patch", "remove", "reset", ...changes])),
  thread: Arbitraries.thread,
  threads: Arbitraries.threads,
})

const changed = (there: CustomerThread, kind: (typeof changes)[number]): CustomerThread => {
  const { userUuid: _, ...unassigned } = there
  switch (kind) {
    case "assign":
      return { ...there, userUuid: UserUuid.make("bob") }
    case "unassign":
      return unassigned
    case "archive":
    case "unarchive":
      return { ...there, archived: kind === "archive" }
    case "close":
    case "reopen":
      return { ...there, closed: kind === "close" }
  }
}

describe("the control interface", () => {
  it.live("writes threads that the stand-in then lists as specified, separately in each session", () =>
    Effect.gen(function* () {
      const cases = yield* Arbitrary.sampleEffect(
        Arbitrary.all({
          start: Arbitraries.threads,
          writes: Arbitrary.array(write, { minLength: 1, maxLength: 8 }),
          query: Arbitraries.query,
        }),
        { count: 40, seed: "control writes" },
      )
      const names = [undefined, "one", "two"]
      let listed = 0
      for (const { query: asked, start, writes } of cases) {
        const { control, json } = yield* standIn(start)
        const model = () => new Map(start.map((one) => [one.id, one]))
        const models = [model(), model(), model()]
        for (const { kind, session: index, thread: one, threads: others } of writes) {
          const session = inSession(names[index])
          const own = models[index]!
          const there = own.get(one.id)
          const params = { id: one.id }
          if (kind === "load") {
            yield* control.store.replaceAll({ ...session, payload: asJson(others) })
            models[index] = new Map(others.map((other) => [other.id, other]))
          } else if (kind === "add") {
            yield* control.store.upsert({ ...session, payload: asJson([one]) })
            own.set(one.id, one)
          } else if (kind === "reset") {
            yield* control.sessions.reset({ ...session, payload: {} })
            models[index] = model()
          } else if (kind === "remove") {
            const removed = yield* Effect.result(control.store.remove({ ...session, params }))
            assert.strictEqual(codeOf(removed), there === undefined ? "NOT_FOUND" : undefined)
            own.delete(one.id)
          } else if (there === undefined) {
            assert.strictEqual(codeOf(yield* Effect.result(control.store.get({ ...session, params }))), "NOT_FOUND")
          } else if (kind === "patch") {
            const { id: _, ...payload } = asJson([one])[0]!
            yield* control.store.patch({ ...session, params, payload })
            own.set(one.id, { ...there, ...one })
          } else {
            const response =
              kind === "assign"
                ? yield* control.store.assign({ ...session, params, payload: { userUuid: UserUuid.make("bob") } })
                : yield* control.store[kind]({ ...session, params, payload: {} })
            assert.deepStrictEqual(response, asJson([changed(there, kind)])[0])
            own.set(one.id, changed(there, kind))
          }
        }
        for (const [index, name] of names.entries()) {
          const own = [...models[index]!.values()]
          assert.deepStrictEqual(yield* control.store.all(inSession(name)), asJson(byId(own)))
          const { customerThreads } = yield* json<{ customerThreads: ReadonlyArray<unknown> }>(
            `/communications/departments/${asked.departmentUuid}/customers/${asked.customerUuid}/threads`,
            { body: encodeRequest(asked), ...(name === undefined ? {} : { session: name }) },
          )
          assert.deepStrictEqual(customerThreads, asJson(expectedThreads(own, asked)))
          listed += customerThreads.length
        }
      }
      assert.isAbove(listed, 100)
    }).pipe(Effect.scoped),
  )

  it.live("removes a field that is null in a patch, and lists threads in the format of a file", () =>
    Effect.gen(function* () {
      const { send, control } = yield* standIn([{ ...held, userUuid: UserUuid.make("u") }])
      const patched = yield* control.store.patch({
        ...inSession(),
        params: { id: held.id },
        payload: { userUuid: null, closed: true },
      })
      assert.deepStrictEqual(patched, { ...asJson([held])[0]!, closed: true })
      const { text } = yield* send("/__control/threads")
      assert.deepStrictEqual(yield* parseThreads(text), [{ ...held, closed: true }])
    }),
  )

  const good = asJson([held])[0]!
  const wrong: ReadonlyArray<readonly [method: string, path: string, body: unknown, said: string]> = [
    ["PUT", "threads", {}, "400 The request is wrong: body: expected array."],
    ["PUT", "threads", [good, { ...good, id: 8, isClose: true }], "body[1].isClose: expected no property of this name"],
    ["PUT", "threads", [{ ...good, id: "8" }], "body[0].id: expected"],
    ["POST", "threads", [{ ...good, lastMessageOn: "2025-02-30T00:00:00Z" }], "body[0].lastMessageOn: expected an RFC"],
    ["POST", "threads", [good, good], "body[1].id: expected another id than that of body[0]"],
    ["POST", "threads", "{", "400 The body must be JSON in UTF-8."],
    ["PATCH", "threads/7", { id: 8 }, "id: expected no property of this name"],
    ["PATCH", "threads/7", { archived: null }, "archived: expected boolean"],
    ["PATCH", "threads/8", {}, "404 There is no thread 8."],
    ["PATCH", "threads/x", {}, "400 The request is wrong: path.id: expected a whole number."],
    [
      "PATCH",
      "threads/9007199254740993",
      {},
      "400 The request is wrong: path.id: expected a whole number that can be held exactly, up to 9007199254740991.",
    ],
    ["PATCH", "threads/1e0", {}, "400 The request is wrong: path.id: expected a whole number."],
    ["POST", "threads/7/assign", {}, "body.userUuid: expected a value"],
    ["POST", "threads/7/close", { why: 1 }, "body.why: expected no property of this name"],
    ["POST", "threads/7/close", [], "400 The request is wrong: body: expected object."],
    ["POST", "reset", { all: true }, "body.all: expected no property of this name"],
    ["PUT", "faults", { faults: ["status=503", "reset=1"] }, 'body.faults[1]: reset of "reset=1": expected no value'],
    ["PUT", "faults", { fault: [] }, "body.fault: expected no property of this name"],
    ["PUT", "faults", { faults: Array.from({ length: 101 }, () => "reset") }, "faults: expected"],
    ["POST", "faults", { faults: [] }, "405 The method must be GET or PUT or DELETE."],
    ["POST", "nothing", {}, "404 There is nothing here"],
    ["DELETE", "sessions/nobody", undefined, "404 There is no session of that name."],
  ]
  it.live.each(wrong)("refuses %s %s %j, and changes nothing", ([method, path, body, said]) =>
    Effect.gen(function* () {
      const { control, refused } = yield* standIn()
      assert.include(yield* refused(`/__control/${path}`, { method, body }), said)
      assert.deepStrictEqual(yield* control.store.all(inSession()), [good])
    }),
  )

  it.live("refuses a body that a page of another site could send without a preflight request", () =>
    Effect.gen(function* () {
      const { origin, refused } = yield* standIn()
      const headers = { "content-type": "text/plain" }
      assert.include(yield* refused("/__control/reset", { body: "{}", headers }), "415 The content type must be")
      const untyped = yield* Effect.promise(() =>
        fetch(`${origin}/__control/reset`, { method: "POST", body: new Blob(["{}"]) }),
      )
      assert.strictEqual(untyped.status, 415)
    }),
  )

  it.live("refuses a body that is not UTF-8, and one over 16 MiB", () =>
    Effect.gen(function* () {
      const { control, origin } = yield* standIn()
      const put = (body: Uint8Array<ArrayBuffer>) =>
        Effect.promise(() =>
          fetch(`${origin}/__control/faults`, { method: "PUT", body, headers: { "content-type": "application/json" } }),
        )
      const latin1 = Buffer.from('{"faults":["errors=\u00e9"]}', "latin1")
      assert.strictEqual((yield* put(latin1)).status, 400)
      const large = yield* put(new Uint8Array(16_777_217).fill(32))
      assert.deepStrictEqual([large.status, large.headers.get("connection")], [413, "close"])
      assert.deepStrictEqual(yield* control.faults.get(inSession()), { faults: [] })
    }),
  )

  it.live("is served if control is true, and needs the server's credentials", () =>
    Effect.gen(function* () {
      const plain = yield* standIn([held], { control: false })
      assert.strictEqual((yield* plain.send("/__control/threads")).status, 404)
      const credentials = { username: Redacted.make("u"), password: Redacted.make("p") }
      const locked = yield* standIn([held], { credentials })
      const paths = ["threads", "faults", "requests", "sessions", "openapi.json"]
      for (const path of paths) assert.strictEqual((yield* locked.send(`/__control/${path}`)).status, 401)
      assert.strictEqual((yield* locked.send("/__control/reset", { body: {}, session: "s" })).status, 401)
      assert.strictEqual((yield* locked.send("/__control/threads", { method: "OPTIONS" })).status, 401)
      const headers = { authorization: `Basic ${Buffer.from("u:p").toString("base64")}` }
      assert.deepStrictEqual(yield* locked.json("/__control/sessions", { headers }), { sessions: [] })
    }),
  )

  it.live("records the requests of a session, without their credentials", () =>
    Effect.gen(function* () {
      const { send, control } = yield* standIn([held], { faults: ["status=503 n=2"] })
      const session = inSession("s")
      const credentials = [
        ...["cookie", "cookie2", "proxy-authorization", "x-authorization", "x-forwarded-authorization", "x-auth-token"],
        ...["x-api-key", "apikey", "x-access-token", "x-amz-security-token", "x-csrf-token", "x-session-id", "x-jwt"],
        ...["x-client-secret", "x-password", "ocp-apim-subscription-key", "x-hub-signature-256"],
      ]
      const headers = {
        ...Object.fromEntries(credentials.map((name) => [name, "secret"])),
        authorization: "Basic c2VjcmV0",
        "x-mine": "1",
      }
      yield* send(listPath, { body: { isClosed: false }, headers, session: "s" })
      yield* send("/nothing/here?q=1", { session: "s" })
      const log = yield* control.requests.get(session)
      assert.strictEqual(log.received, 2)
      const [first, second] = log.requests
      assert.include(first, { n: 1, method: "POST", path: listPath, body: '{"isClosed":false}', status: 200 })
      assert.match(String(first?.time), /^\d{4}-\d\d-\d\dT.*Z$/)
      assert.strictEqual(first?.headers["x-mine"], "1")
      assert.notInclude(JSON.stringify(log), "secret")
      assert.notInclude(JSON.stringify(log), "c2VjcmV0")
      assert.include(second, { n: 2, method: "GET", path: "/nothing/here?q=1", body: "", status: 503 })
      assert.deepStrictEqual(second?.faults, ["status=503 n=2"])
      assert.deepStrictEqual(yield* control.requests.get(inSession()), { received: 0, requests: [] })
      yield* control.requests.clear(session)
      assert.deepStrictEqual(yield* control.requests.get(session), { received: 0, requests: [] })
    }),
  )

  it.live("sets faults for one session, counts them, and clears them", () =>
    Effect.gen(function* () {
      const { send, control } = yield* standIn()
      const session = inSession("s")
      const fault = "status=503 first=1"
      assert.deepStrictEqual(yield* control.faults.set({ ...session, payload: { faults: [fault] } }), {
        faults: [{ fault, met: 0, given: 0 }],
      })
      assert.strictEqual((yield* send(listPath, { body: {} })).status, 200)
      const statuses = yield* Effect.forEach([1, 2, 3], () => send(listPath, { body: {}, session: "s" }))
      assert.deepStrictEqual(
        statuses.map(({ status }) => status),
        [503, 200, 200],
      )
      assert.deepStrictEqual(yield* control.faults.get(session), { faults: [{ fault, met: 3, given: 1 }] })
      yield* control.faults.clear(session)
      assert.deepStrictEqual(yield* control.faults.get(session), { faults: [] })
    }),
  )

  it.live("has at most a thousand sessions, and accepts another if one is removed", () =>
    Effect.gen(function* () {
      const { send, control, refused } = yield* standIn()
      yield* Effect.forEach(
        Array.from({ length: 1_000 }, (_, index) => `s-${index}`),
        (session) => send(listPath, { body: {}, session }),
        { concurrency: 20 },
      )
      assert.include(yield* refused(listPath, { body: {}, session: "one-more" }), "503 There are 1000 sessions already")
      assert.strictEqual((yield* send(listPath, { body: {}, session: "s-7" })).status, 200)
      assert.include(yield* refused(listPath, { body: {}, session: "a b" }), "400 The header x-threads-session must be")
      const { sessions } = yield* control.sessions.remove({ ...inSession(), params: { name: "s-7" } })
      assert.lengthOf(sessions, 999)
      assert.strictEqual((yield* send(listPath, { body: {}, session: "one-more" })).status, 200)
    }),
  )

  it.live("describes every path with its methods, and refuses other methods", () =>
    Effect.gen(function* () {
      const { send, json } = yield* standIn()
      type Description = { paths: Record<string, Record<string, { requestBody?: { content: object } }>> }
      const { paths } = yield* json<Description>("/__control/openapi.json")
      assert.isAtLeast(Object.keys(paths).length, 13)
      for (const [path, methods] of Object.entries(paths)) {
        const { headers, status } = yield* send(path.replace("{id}", "7").replace("{name}", "s"), { method: "OPTIONS" })
        assert.strictEqual(status, 405)
        assert.strictEqual(headers.get("allow")?.toLowerCase(), Object.keys(methods).join(", "))
      }
    }),
  )

  it.live("refuses to write threads if the repository is not in memory", () =>
    Effect.gen(function* () {
      const { context } = yield* standIn([held])
      const layer = Layer.provide(StandInServer.layer({ port: 0, control: true }), Layer.succeedContext(context))
      const url = yield* Effect.provide(StandInServer.baseUrl, yield* Layer.build(layer))
      const response = yield* Effect.promise(() => fetch(new URL("/__control/threads", url)))
      assert.strictEqual(response.status, 409)
      const faults = yield* Effect.promise(() => fetch(new URL("/__control/faults", url)))
      assert.strictEqual(faults.status, 200)
    }),
  )

  it.live("records the last thousand requests", () =>
    Effect.gen(function* () {
      const { send, control } = yield* standIn()
      yield* Effect.forEach(
        Array.from({ length: 1_050 }, (_, index) => index),
        (index) => send(`/nothing/${index}`),
        { concurrency: 20 },
      )
      const { received, requests } = yield* control.requests.get(inSession())
      assert.strictEqual(received, 1_050)
      assert.deepStrictEqual([requests.length, requests[0]?.n, requests.at(-1)?.n], [1_000, 51, 1_050])
    }),
  )
})
