import { type CustomerThread, UserUuid } from "@customer-threads/domain"
import { expectedThreads, query, thread, threads } from "@customer-threads/domain/testing"
import { requestFromQuery, threadToJson } from "@customer-threads/http-api"
import { parseThreads } from "@customer-threads/in-memory-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Layer, Redacted, Schema } from "effect"
import { held, listPath, standIn } from "../support/standIn.ts"

const asJson = (all: Iterable<CustomerThread>) => JSON.parse(JSON.stringify([...all].map(threadToJson)))
const byId = (all: Iterable<CustomerThread>) => [...all].toSorted((a, b) => a.id - b.id)

const changes = ["assign", "unassign", "archive", "unarchive", "close", "reopen"] as const
const write = Arbitrary.all({
  session: Arbitrary.schema(Schema.Literals([0, 1, 2])),
  kind: Arbitrary.schema(Schema.Literals(["load", "add", "patch", "remove", "reset", ...changes])),
  thread,
  threads,
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
  it.live("makes the stand-in list, after any writes, what the specification says, and no session see another's", () =>
    Effect.gen(function* () {
      const cases = yield* Arbitrary.sampleEffect(
        Arbitrary.all({ start: threads, writes: Arbitrary.array(write, { minLength: 1, maxLength: 8 }), query }),
        { count: 40, seed: "control writes" },
      )
      const names = [undefined, "one", "two"]
      let listed = 0
      for (const { query: asked, start, writes } of cases) {
        const { json, ask } = yield* standIn(start)
        const model = () => new Map(start.map((one) => [one.id, one]))
        const models = [model(), model(), model()]
        for (const { kind, session: at, thread: one, threads: others } of writes) {
          const session = names[at]
          const of = { ...(session === undefined ? {} : { session }) }
          const own = models[at]!
          const there = own.get(one.id)
          const path = `/__control/threads/${one.id}`
          if (kind === "load") {
            yield* json("/__control/threads", { method: "PUT", body: asJson(others), ...of })
            models[at] = new Map(others.map((other) => [other.id, other]))
          } else if (kind === "add") {
            yield* json("/__control/threads", { body: asJson([one]), ...of })
            own.set(one.id, one)
          } else if (kind === "reset") {
            yield* json("/__control/reset", { body: {}, ...of })
            models[at] = model()
          } else if (kind === "remove") {
            assert.strictEqual((yield* ask(path, { method: "DELETE", ...of })).status, there === undefined ? 404 : 200)
            own.delete(one.id)
          } else if (there === undefined) {
            assert.strictEqual((yield* ask(path, of)).status, 404)
          } else if (kind === "patch") {
            const { id: _, ...fields } = asJson([one])[0]
            yield* json(path, { method: "PATCH", body: fields, ...of })
            own.set(one.id, { ...there, ...one })
          } else {
            const body = kind === "assign" ? { userUuid: "bob" } : {}
            assert.deepStrictEqual(yield* json(`${path}/${kind}`, { body, ...of }), asJson([changed(there, kind)])[0])
            own.set(one.id, changed(there, kind))
          }
        }
        for (const [at, session] of names.entries()) {
          const of = { ...(session === undefined ? {} : { session }) }
          const own = [...models[at]!.values()]
          assert.deepStrictEqual(yield* json("/__control/threads", of), asJson(byId(own)))
          const { customerThreads } = yield* json<{ customerThreads: ReadonlyArray<unknown> }>(
            `/communications/departments/${asked.departmentUuid}/customers/${asked.customerUuid}/threads`,
            { body: requestFromQuery(asked), ...of },
          )
          assert.deepStrictEqual(customerThreads, asJson(expectedThreads(own, asked)))
          listed += customerThreads.length
        }
      }
      assert.isAbove(listed, 100)
    }).pipe(Effect.scoped),
  )

  it.live("takes away what a patch gives as null, and dumps what a file of threads can hold", () =>
    Effect.gen(function* () {
      const { ask, json } = yield* standIn([{ ...held, userUuid: UserUuid.make("u") }])
      assert.deepStrictEqual(
        yield* json("/__control/threads/7", { method: "PATCH", body: { userUuid: null, closed: true } }),
        { ...asJson([held])[0], closed: true },
      )
      const { text } = yield* ask("/__control/threads")
      assert.deepStrictEqual(yield* parseThreads(text), [{ ...held, closed: true }])
    }),
  )

  const good = asJson([held])[0]
  const wrong: ReadonlyArray<readonly [method: string, path: string, body: unknown, said: string]> = [
    ["PUT", "threads", {}, "400 The body is wrong: expected array."],
    ["PUT", "threads", [good, { ...good, id: 8, isClose: true }], "[1].isClose: expected no property of this name"],
    ["PUT", "threads", [{ ...good, id: "8" }], "[0].id: expected"],
    ["POST", "threads", [{ ...good, lastMessageOn: "2025-02-30T00:00:00Z" }], "[0].lastMessageOn: expected an ISO"],
    ["POST", "threads", [good, good], "[1].id: expected another id than that of [0]"],
    ["POST", "threads", "{", "400 The body must be JSON in UTF-8."],
    ["PATCH", "threads/7", { id: 8 }, "id: expected no property of this name"],
    ["PATCH", "threads/7", { archived: null }, "archived: expected boolean"],
    ["PATCH", "threads/8", {}, "404 There is no thread 8."],
    ["PATCH", "threads/x", {}, "400 The id in the path must be a whole number."],
    ["PATCH", "threads/9007199254740993", {}, "400 The id in the path must be a whole number."],
    ["POST", "threads/7/assign", {}, "userUuid: expected a value"],
    ["POST", "threads/7/close", { why: 1 }, "why: expected no property of this name"],
    ["POST", "reset", { all: true }, "all: expected no property of this name"],
    ["PUT", "faults", { faults: ["status=503", "reset=1"] }, 'faults[1]: reset of "reset=1": expected no value'],
    ["PUT", "faults", { fault: [] }, "fault: expected no property of this name"],
    ["PUT", "faults", { faults: Array.from({ length: 101 }, () => "reset") }, "faults: expected"],
    ["POST", "faults", { faults: [] }, "405 The method must be GET or PUT or DELETE."],
    ["POST", "nothing", {}, "404 There is nothing here"],
    ["DELETE", "sessions/nobody", undefined, "404 There is no session of that name."],
  ]
  it.live.each(wrong)("refuses %s %s %j, and changes nothing", ([method, path, body, said]) =>
    Effect.gen(function* () {
      const { json, refused } = yield* standIn()
      assert.include(yield* refused(`/__control/${path}`, { method, body }), said)
      assert.deepStrictEqual(yield* json("/__control/threads"), [good])
    }),
  )

  it.live("takes no body that a page of another site could send without asking", () =>
    Effect.gen(function* () {
      const { refused } = yield* standIn()
      const headers = { "content-type": "text/plain" }
      assert.include(yield* refused("/__control/reset", { body: "{}", headers }), "415 The content type must be")
    }),
  )

  it.live("is there only where it was asked for, and behind the server's credentials", () =>
    Effect.gen(function* () {
      const plain = yield* standIn([held], { control: false })
      assert.strictEqual((yield* plain.ask("/__control/threads")).status, 404)
      const credentials = { username: Redacted.make("u"), password: Redacted.make("p") }
      const locked = yield* standIn([held], { credentials })
      const paths = ["threads", "faults", "requests", "sessions", "openapi.json"]
      for (const path of paths) assert.strictEqual((yield* locked.ask(`/__control/${path}`)).status, 401)
      assert.strictEqual((yield* locked.ask("/__control/reset", { body: {}, session: "s" })).status, 401)
      const headers = { authorization: `Basic ${Buffer.from("u:p").toString("base64")}` }
      assert.deepStrictEqual(yield* locked.json("/__control/sessions", { headers }), { sessions: [] })
    }),
  )

  it.live("keeps what was received, in its session, without the credentials", () =>
    Effect.gen(function* () {
      const { ask, json } = yield* standIn([held], { faults: ["status=503 n=2"] })
      const headers = { authorization: "Basic c2VjcmV0", cookie: "secret", "x-mine": "1" }
      yield* ask(listPath, { body: { isClosed: false }, headers, session: "s" })
      yield* ask("/nothing/here?q=1", { session: "s" })
      type Kept = ReadonlyArray<Record<string, unknown> & { headers: Record<string, string> }>
      const kept = yield* json<{ received: number; requests: Kept }>("/__control/requests", { session: "s" })
      assert.strictEqual(kept.received, 2)
      const [first, second] = kept.requests
      assert.include(first, { n: 1, method: "POST", path: listPath, body: '{"isClosed":false}', status: 200 })
      assert.match(String(first?.time), /^\d{4}-\d\d-\d\dT.*Z$/)
      assert.strictEqual(first?.headers["x-mine"], "1")
      assert.notInclude(JSON.stringify(kept), "secret")
      assert.notInclude(JSON.stringify(kept), "c2VjcmV0")
      assert.include(second, { n: 2, method: "GET", path: "/nothing/here?q=1", body: "", status: 503 })
      assert.deepStrictEqual(second?.faults, ["status=503 n=2"])
      assert.deepStrictEqual(yield* json("/__control/requests"), { received: 0, requests: [] })
      yield* json("/__control/requests", { method: "DELETE", session: "s" })
      assert.deepStrictEqual(yield* json("/__control/requests", { session: "s" }), { received: 0, requests: [] })
    }),
  )

  it.live("sets faults for one session, counts them, and clears them", () =>
    Effect.gen(function* () {
      const { ask, json } = yield* standIn()
      const body = { faults: ["status=503 first=1"] }
      assert.deepStrictEqual(yield* json("/__control/faults", { method: "PUT", body, session: "s" }), {
        faults: [{ fault: "status=503 first=1", met: 0, given: 0 }],
      })
      assert.strictEqual((yield* ask(listPath, { body: {} })).status, 200)
      const statuses = yield* Effect.forEach([1, 2, 3], () => ask(listPath, { body: {}, session: "s" }))
      assert.deepStrictEqual(
        statuses.map(({ status }) => status),
        [503, 200, 200],
      )
      assert.deepStrictEqual(yield* json("/__control/faults", { session: "s" }), {
        faults: [{ fault: "status=503 first=1", met: 3, given: 1 }],
      })
      yield* json("/__control/faults", { method: "DELETE", session: "s" })
      assert.deepStrictEqual(yield* json("/__control/faults", { session: "s" }), { faults: [] })
    }),
  )

  it.live("has at most a thousand sessions, and room again when one is removed", () =>
    Effect.gen(function* () {
      const { ask, json, refused } = yield* standIn()
      yield* Effect.forEach(
        Array.from({ length: 1_000 }, (_, at) => `s-${at}`),
        (session) => ask(listPath, { body: {}, session }),
        { concurrency: 20 },
      )
      assert.include(yield* refused(listPath, { body: {}, session: "one-more" }), "503 There are 1000 sessions already")
      assert.strictEqual((yield* ask(listPath, { body: {}, session: "s-7" })).status, 200)
      assert.include(yield* refused(listPath, { body: {}, session: "a b" }), "400 The header x-threads-session must be")
      yield* json("/__control/sessions/s-7", { method: "DELETE" })
      assert.strictEqual((yield* ask(listPath, { body: {}, session: "one-more" })).status, 200)
    }),
  )

  it.live("describes itself, every path with its methods", () =>
    Effect.gen(function* () {
      const { ask, json } = yield* standIn()
      type Description = { paths: Record<string, Record<string, { requestBody?: { content: object } }>> }
      const { paths } = yield* json<Description>("/__control/openapi.json")
      assert.isAtLeast(Object.keys(paths).length, 13)
      for (const [path, methods] of Object.entries(paths)) {
        const { headers, status } = yield* ask(path.replace("{id}", "7").replace("{name}", "s"), { method: "OPTIONS" })
        assert.strictEqual(status, 405)
        assert.strictEqual(headers.get("allow")?.toLowerCase(), Object.keys(methods).join(", "))
      }
    }),
  )

  it.live("writes no threads of a repository that is not the server's own", () =>
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

  it.live("keeps the last thousand requests", () =>
    Effect.gen(function* () {
      const { ask, json } = yield* standIn()
      yield* Effect.forEach(
        Array.from({ length: 1_050 }, (_, at) => at),
        (at) => ask(`/nothing/${at}`),
        { concurrency: 20 },
      )
      const kept = yield* json<{ received: number; requests: ReadonlyArray<{ n: number }> }>("/__control/requests")
      assert.strictEqual(kept.received, 1_050)
      assert.deepStrictEqual([kept.requests.length, kept.requests[0]?.n, kept.requests.at(-1)?.n], [1_000, 51, 1_050])
    }),
  )
})
