import { execFile } from "node:child_process"
import { promisify } from "node:util"
import {
  CustomerUuid,
  DepartmentUuid,
  Rejected,
  ThreadId,
  ThreadRepository,
  ThreadRepositoryError,
  UserUuid,
} from "@customer-threads/domain"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import type { Page } from "playwright-core"
import { chromiumPath, inChromium } from "./chromiumPath.ts"
import { idsShown, openPage, summaryOf } from "./openPage.ts"
import { serveOver, serveThreads } from "./serveThreads.ts"

const hostile = [
  `<img src=x onerror="alert(1)">`,
  `"><script>alert(1)</script>`,
  "</option></datalist><svg onload=alert(1)>",
  "javascript:alert(1)",
  'it\'s "quoted" $(touch /tmp/never) `id` \\ !! \n %s $HOME',
]

const held = hostile.map((text, at) => ({
  id: ThreadId.make(at + 1),
  archived: false,
  closed: false,
  departmentUuid: DepartmentUuid.make("d"),
  customerUuid: CustomerUuid.make("c"),
  userUuid: UserUuid.make(text),
}))

/** Counts elements, attributes and scripts that come from the data. */
const injected = (page: Page) =>
  page.evaluate(`[...document.querySelectorAll("*")].filter((node) =>
    node.matches("img, iframe, object, script:not([src^='/ui/'])") ||
    [...node.attributes].some(({ name, value }) => name.startsWith("on") || (name === "href" && /^javascript:/i.test(value)))
  ).length`)

describe.skipIf(chromiumPath === undefined)(inChromium("the page with hostile data"), () => {
  it.live("shows identifiers as text in the table, the suggestions and the JSON", () =>
    Effect.gen(function* () {
      const odd = hostile.map((text, at) => ({
        ...held[0]!,
        id: ThreadId.make(100 + at),
        departmentUuid: DepartmentUuid.make(text),
        customerUuid: CustomerUuid.make(text),
      }))
      const origin = yield* serveThreads([...held, ...odd])
      const page = yield* openPage(`${origin}/?department=d&customer=c`)
      yield* Effect.promise(async () => {
        await summaryOf(page)
        await page.getByText("The response as JSON").click()
        const shown = await page.locator("td:last-child .id").allTextContents()
        assert.sameMembers([...shown], hostile)
        assert.strictEqual(await injected(page), 0)
      })
      const start = yield* openPage(origin)
      yield* Effect.promise(async () => {
        await start.getByRole("link", { name: hostile[0]!, exact: true }).waitFor()
        assert.strictEqual(await injected(start), 0)
        await start.getByRole("link", { name: "javascript:alert(1)" }).click()
        await start.getByText("An identifier is 1 to 128 letters").waitFor()
        assert.strictEqual(new URL(start.url()).origin, origin)
      })
    }),
  )

  it.live("shows values of the address and errors of another service as text", () =>
    Effect.gen(function* () {
      const errors = hostile.map((text) => ({ errorCode: text, errorDescription: text, errorUid: text }))
      const warnings = hostile.map((text) => ({ warningCode: text, warningDescription: text }))
      const reason = new Rejected({ status: 422, errors, warnings })
      const failing = Layer.succeed(ThreadRepository, {
        list: () => Effect.fail(new ThreadRepositoryError({ reason, attempts: 1 })),
      })
      const address = new URLSearchParams({ department: "d", customer: "c", assignee: hostile[0]!, sort: hostile[1]! })
      const page = yield* openPage(`${yield* serveOver(failing)}/?${address}`)
      yield* Effect.promise(async () => {
        assert.strictEqual(await summaryOf(page), "The server refused (status 422)")
        assert.lengthOf(await page.locator(".problem li").all(), hostile.length)
        assert.lengthOf(await page.locator(".notice li").all(), hostile.length)
        assert.include((await page.locator(".problem").textContent()) ?? "", hostile[0]!)
        assert.strictEqual(await page.getByLabel("Assignee").inputValue(), hostile[0]!)
        assert.strictEqual(await injected(page), 0)
      })
    }),
  )
})

const run = promisify(execFile)

describe.skipIf(chromiumPath === undefined)(inChromium("the command that the page shows"), () => {
  const password = "a-password-that-is-not-shown"
  const credentials = { username: Redacted.make("user"), password: Redacted.make(password) }

  it.live("lists the same threads in a shell for every name of an assignee, and contains no credentials", () =>
    Effect.gen(function* () {
      const origin = yield* serveOver(InMemoryThreadRepository.layer(held), { ui: true, credentials })
      const page = yield* openPage(`${origin}/?department=d&customer=c&waiting-first=no`, {
        httpCredentials: { username: "user", password },
        permissions: ["clipboard-read", "clipboard-write"],
      })
      for (const assignee of ["", ...hostile.map((text) => text.replaceAll("\n", " ").trim())]) {
        const { command, ids } = yield* Effect.promise(async () => {
          await page.getByLabel("Assignee").fill(assignee)
          await page.keyboard.press("Enter")
          await summaryOf(page)
          await page.getByRole("button", { name: "Copy" }).click()
          await page.getByText("Copied").waitFor()
          return { command: String(await page.evaluate("navigator.clipboard.readText()")), ids: await idsShown(page) }
        })
        const env = { PATH: process.env.PATH, THREADS_USERNAME: "user", THREADS_PASSWORD: password }
        const { stdout } = yield* Effect.promise(() => run("bash", ["-c", command], { env }))
        const response = JSON.parse(stdout) as { customerThreads: ReadonlyArray<{ id: number }> }
        assert.deepStrictEqual(
          response.customerThreads.map(({ id }) => String(id)),
          ids,
          command,
        )
        if (!assignee.startsWith("it's")) assert.isNotEmpty(ids)
        const everywhere = `${yield* Effect.promise(() => page.content())}${page.url()}${command}`
        assert.notInclude(everywhere, password)
        assert.include(command, `-u "$THREADS_USERNAME:$THREADS_PASSWORD"`)
      }
      const stored = yield* Effect.promise(() =>
        page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length"),
      )
      assert.strictEqual(stored, 0)
    }),
  )

  it.live("contains no credentials if the server has none", () =>
    Effect.gen(function* () {
      const page = yield* openPage(`${yield* serveThreads(held)}/?department=d&customer=c`)
      const command = yield* Effect.promise(async () => {
        await summaryOf(page)
        return (await page.locator("#curl").textContent()) ?? ""
      })
      assert.notInclude(command, "THREADS_")
      const { stdout } = yield* Effect.promise(() => run("bash", ["-c", command]))
      assert.lengthOf((JSON.parse(stdout) as { customerThreads: ReadonlyArray<unknown> }).customerThreads, held.length)
    }),
  )
})
