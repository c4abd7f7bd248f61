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
  it.live("are not there unless they are asked for", () =>
    Effect.gen(function* () {
      const origin = yield* serveOver(InMemoryThreadRepository.layer(), {})
      for (const path of ["/", "/ui/customers", ...files]) assert.strictEqual(yield* statusOf(origin + path), 404)
    }),
  )

  it.live("let the browser load, run and ask nothing but this server, and nobody frame it", () =>
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

  it.live("hold no inline script, style or handler, and no other address", () =>
    Effect.gen(function* () {
      const response = yield* get(yield* serveThreads([]))
      const html = yield* Effect.promise(() => response.text())
      assert.notMatch(html, /<script(?![^>]*\bsrc="\/ui\/)|<style|\sstyle=|\son\w+=|https?:/)
    }),
  )

  it.live("let in to the page and what it suggests whom the endpoint lets in, and everyone to the reference", () =>
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

  it.live("only read", () =>
    Effect.gen(function* () {
      const origin = yield* serveThreads([])
      for (const path of ["/", "/ui/customers", ...files]) {
        assert.strictEqual(yield* statusOf(origin + path, { method: "POST" }), 405)
        assert.strictEqual(yield* statusOf(origin + path, { method: "HEAD" }), 200)
      }
    }),
  )

  it.live("tell whose threads there are, and only where the repository can tell", () =>
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
      const untold = yield* serveOver(InMemoryThreadRepository.layer(threads))
      assert.deepStrictEqual([yield* statusOf(`${untold}/`), yield* statusOf(`${untold}/ui/customers`)], [200, 404])
    }),
  )

  it("serve what the page's sources make", () => {
    execFileSync("node", ["scripts/embedPage.ts", "--check"], { cwd: new URL("../../../..", import.meta.url) })
  })
})
