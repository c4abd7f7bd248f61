import { execFileSync } from "node:child_process"
import { CustomerUuid, DepartmentUuid, ThreadId, UserUuid } from "@customer-threads/domain"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { serveOver, serveThreads } from "./serveThreads.ts"

const files = ["/docs", "/ui/style.css", "/ui/icon.svg", "/ui/threads.js"]
const credentials = { username: Redacted.make("u"), password: Redacted.make("p") }
const authorization = `Basic ${Buffer.from("u:p").toString("base64")}`

const get = (url: string, init: RequestInit = {}) => Effect.promise(() => fetch(url, init))
const statusOf = (url: string, init: RequestInit = {}) => Effect.map(get(url, init), ({ status }) => status)

const thread = (id: number, customer: string, more: { assignee?: string; waiting?: boolean } = {}) => ({
  id: ThreadId.make(id),
  archived: false,
  closed: false,
  departmentUuid: DepartmentUuid.make("d"),
  customerUuid: CustomerUuid.make(customer),
  ...(more.assignee === undefined ? {} : { userUuid: UserUuid.make(more.assignee) }),
  ...(more.waiting === undefined ? {} : { isWaitingForResponse: more.waiting }),
})

describe("the routes of the page", () => {
  it.live("respond with 404 if the setting ui is not true", () =>
    Effect.gen(function* () {
      const origin = yield* serveOver(InMemoryThreadRepository.layer(), {})
      for (const path of ["/", "/ui/customers", ...files]) assert.strictEqual(yield* statusOf(origin + path), 404)
    }),
  )

  it.live("allow the browser to load, run and request from this server alone, and no page to frame them", () =>
    Effect.gen(function* () {
      const origin = yield* serveThreads([])
      for (const path of ["/", ...files]) {
        const { headers, status } = yield* get(origin + path)
        assert.strictEqual(status, 200, path)
        const policy = headers.get("content-security-policy") ?? ""
        const source = path === "/docs" ? "'sha256-[A-Za-z0-9+/]{43}='" : "'self'"
        assert.match(policy, new RegExp(`^default-src 'none'; script-src ${source}; style-src ${source};`))
        assert.notMatch(policy, /unsafe|https?:|\*/)
        assert.include(policy, "frame-ancestors 'none'")
        assert.strictEqual(headers.get("x-content-type-options"), "nosniff")
        assert.strictEqual(headers.get("referrer-policy"), "no-referrer")
      }
    }),
  )

  it.live("contain no inline script, style or handler, and no other address", () =>
    Effect.gen(function* () {
      const response = yield* get(yield* serveThreads([]))
      const html = yield* Effect.promise(() => response.text())
      assert.notMatch(html, /<script(?![^>]*\bsrc="\/ui\/)|<style|\sstyle=|\son\w+=|https?:/)
    }),
  )

  it.live("need the credentials of the endpoint for the page and its suggestions, but not for the reference", () =>
    Effect.gen(function* () {
      const origin = yield* serveThreads([], { credentials })
      for (const path of ["/", "/ui/customers"]) {
        const refused = yield* get(origin + path)
        assert.strictEqual(refused.status, 401)
        assert.match(refused.headers.get("www-authenticate") ?? "", /^Basic /)
        assert.strictEqual(yield* statusOf(origin + path, { headers: { authorization } }), 200)
      }
      for (const path of files) assert.strictEqual(yield* statusOf(origin + path), 200)
    }),
  )

  it.live("accept GET and HEAD alone", () =>
    Effect.gen(function* () {
      const origin = yield* serveThreads([])
      for (const path of ["/", "/ui/customers", ...files]) {
        assert.strictEqual(yield* statusOf(origin + path, { method: "POST" }), 405)
        assert.strictEqual(yield* statusOf(origin + path, { method: "HEAD" }), 200)
      }
    }),
  )

  it.live("list the customers only if the threads are in memory", () =>
    Effect.gen(function* () {
      const threads = [
        thread(1, "b", { assignee: "z", waiting: true }),
        thread(2, "a"),
        thread(3, "b", { assignee: "y" }),
      ]
      const response = yield* get(`${yield* serveThreads(threads)}/ui/customers`)
      assert.deepStrictEqual(yield* Effect.promise(() => response.json()), {
        customers: [
          { departmentUuid: "d", customerUuid: "a", threads: 1, waiting: 0 },
          { departmentUuid: "d", customerUuid: "b", threads: 2, waiting: 1 },
        ],
        assignees: ["y", "z"],
      })
      const apart = yield* serveOver(InMemoryThreadRepository.layer(threads))
      assert.deepStrictEqual([yield* statusOf(`${apart}/`), yield* statusOf(`${apart}/ui/customers`)], [200, 404])
    }),
  )

  it("serve the page that the build makes from its sources", () => {
    execFileSync("node", ["scripts/embedPage.ts", "--check"], { cwd: new URL("../../../..", import.meta.url) })
  })
})
