import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { cases } from "../../../../test/support/depth.ts"
import { chromiumPath, inChromium } from "./chromiumPath.ts"
import { idsShown, openPage, summaryOf } from "./openPage.ts"
import { sampleThreads, serveOver, serveThreads } from "./serveThreads.ts"

const ids = "department=service-department&customer=customer-01"
const endpoint = "/communications/departments/service-department/customers/customer-01/threads"

interface ListedThread {
  readonly id: number
  readonly isWaitingForResponse?: boolean
}

const listed = (origin: string, body: unknown) =>
  Effect.promise(async () => {
    const headers = { "content-type": "application/json" }
    const response = await fetch(origin + endpoint, { method: "POST", headers, body: JSON.stringify(body) })
    const { customerThreads } = (await response.json()) as { customerThreads: ReadonlyArray<ListedThread> }
    return customerThreads
  })

const idsOf = (threads: ReadonlyArray<ListedThread>) => threads.map(({ id }) => String(id))

const samples = Effect.flatMap(sampleThreads, (threads) => serveThreads(threads))

/** Every combination of the choices of the controls, some with a limit or an assignee. */
const asked = ["", "yes", "no"].flatMap((archived) =>
  ["", "yes", "no"].flatMap((closed) =>
    ["", "last-message-on", "last-delegation-on"].flatMap((sort) =>
      ["", "asc", "desc"].map((order, at) => ({
        archived,
        closed,
        sort,
        order,
        "max-results": ["", "0", "4"][at] ?? "",
        assignee: sort === "" ? "" : "advisor-ana",
      })),
    ),
  ),
)

const bodyOf = (one: (typeof asked)[number]) => ({
  ...(one.archived === "" ? {} : { isArchived: one.archived === "yes" }),
  ...(one.closed === "" ? {} : { isClosed: one.closed === "yes" }),
  ...(one.sort === "" ? {} : { sortOrderKey: one.sort.toUpperCase().replaceAll("-", "_") }),
  ...(one.order === "" ? {} : { sortOrder: one.order.toUpperCase() }),
  ...(one["max-results"] === "" ? {} : { maxResults: Number(one["max-results"]) }),
  ...(one.assignee === "" ? {} : { assigneeUserUUID: one.assignee }),
})

describe.skipIf(chromiumPath === undefined)(inChromium("the page of a customer's threads"), () => {
  it.live("shows the threads of the endpoint, in its order, for every combination of its controls", () =>
    Effect.gen(function* () {
      const origin = yield* samples
      const page = yield* openPage(`${origin}/?${ids}&waiting-first=no`)
      let shown = 0
      for (const one of asked.filter((_, index) => index % cases(19, 1) === 0)) {
        const address = `/?${ids}&waiting-first=no&${new URLSearchParams(one)}`
        const said = page.waitForResponse((response) => response.url().endsWith("/threads"))
        yield* Effect.promise(() =>
          page.evaluate(
            `history.pushState(null, "", ${JSON.stringify(address)}); dispatchEvent(new Event("popstate"))`,
          ),
        )
        yield* Effect.promise(() => said)
        const summary = yield* Effect.promise(() => summaryOf(page))
        const expected = yield* listed(origin, bodyOf(one))
        assert.deepStrictEqual(yield* Effect.promise(() => idsShown(page)), idsOf(expected), address)
        assert.match(summary, new RegExp(`^${expected.length} threads?`))
        shown += expected.length
      }
      assert.isAbove(shown, cases(5, 200))
    }),
  )

  it.live("sends a request if a control changes, and follows the browser's history", () =>
    Effect.gen(function* () {
      const origin = yield* samples
      const page = yield* openPage(`${origin}/?${ids}`)
      yield* Effect.promise(async () => {
        const all = await summaryOf(page)
        await page.getByLabel("Closed").selectOption("no")
        await page.getByLabel("Max results").fill("3")
        await page.getByLabel("Max results").blur()
        await page.getByText("The list has max results threads. There may be more.").waitFor()
        assert.strictEqual(new URL(page.url()).search, `?${ids}&closed=no&max-results=3`)
        assert.match(await summaryOf(page), /^3 threads/)
        await page.goBack()
        await page.goBack()
        await page.getByText(all).waitFor()
        assert.strictEqual(await page.getByLabel("Closed").inputValue(), "")
        await page.goForward()
        assert.strictEqual(await page.getByLabel("Closed").inputValue(), "no")
      })
      const expected = yield* listed(origin, { isClosed: false })
      const again = yield* openPage(page.url())
      yield* Effect.promise(async () => {
        assert.match(await summaryOf(again), new RegExp(`^${expected.length} threads`))
        assert.deepStrictEqual(await idsShown(again), await idsShown(page))
      })
    }),
  )

  it.live("shows waiting threads before the others, both in the endpoint's order, until that is switched off", () =>
    Effect.gen(function* () {
      const origin = yield* samples
      const page = yield* openPage(`${origin}/?${ids}`)
      const threads = yield* listed(origin, {})
      const waiting = threads.filter(({ isWaitingForResponse }) => isWaitingForResponse === true)
      const others = threads.filter(({ isWaitingForResponse }) => isWaitingForResponse !== true)
      yield* Effect.promise(async () => {
        await summaryOf(page)
        assert.deepStrictEqual(await idsShown(page), idsOf([...waiting, ...others]))
        assert.deepStrictEqual(await page.locator("th[scope=rowgroup]").allTextContents(), [
          `Waiting for a response (${waiting.length})`,
          `The others (${others.length})`,
        ])
        await page.getByLabel("Waiting first").uncheck()
        assert.deepStrictEqual(await idsShown(page), idsOf(threads))
        assert.include(page.url(), "waiting-first=no")
      })
    }),
  )

  it.live("shows states as symbol and word, and times as exact and relative", () =>
    Effect.gen(function* () {
      const page = yield* openPage(`${yield* samples}/?${ids}`)
      yield* Effect.promise(async () => {
        const row = page.locator("tr", { has: page.getByRole("rowheader", { name: "1253", exact: true }) })
        const text = ((await row.textContent()) ?? "").replaceAll(/\s+/g, " ")
        assert.match(
          text,
          /^1253● waiting ○ open ▪ archived 2026-06-11 22:34:15Z (in )?\d+ (mo|yr|wk|day|hr)\S* ?(ago)?-advisor-chloe$/,
        )
        assert.match((await row.locator("time").getAttribute("datetime")) ?? "", /^2026-06-11T22:34:15\.\d{3}Z$/)
        assert.isAbove(await page.locator("svg.timeline .mark").count(), 20)
      })
    }),
  )

  it.live("offers the customers of the server as links and as suggestions", () =>
    Effect.gen(function* () {
      const page = yield* openPage(yield* samples)
      yield* Effect.promise(async () => {
        assert.strictEqual(await summaryOf(page), "24 customers to choose from")
        await page.locator("li", { hasText: "25 threads" }).first().getByRole("link").click()
        assert.match(await summaryOf(page), /^25 threads/)
        const suggested = (id: string) =>
          page.evaluate(`[...document.querySelectorAll("#${id} option")].map(({ value }) => value)`)
        await page.locator("#departments option").first().waitFor({ state: "attached" })
        assert.deepStrictEqual(await suggested("departments"), ["sales-department", "service-department"])
        assert.lengthOf((await suggested("customers")) as ReadonlyArray<string>, 12)
      })
      const untold = yield* openPage(yield* serveOver(InMemoryThreadRepository.layer()))
      yield* Effect.promise(() => untold.getByText("Enter a department and a customer.").waitFor())
    }),
  )

  it.live("reports an empty list, the server's errors, and a server that does not respond", () =>
    Effect.gen(function* () {
      const page = yield* openPage(`${yield* samples}/?${ids}&assignee=nobody`)
      yield* Effect.promise(async () => {
        assert.strictEqual(await summaryOf(page), "0 threads")
        await page.getByText("No threads", { exact: true }).waitFor()
        await page.getByLabel("Max results").fill("-1")
        await page.keyboard.press("Enter")
        await page.getByText("maxResults: expected a whole number from 0 to 2147483647.").waitFor()
        assert.strictEqual(await summaryOf(page), "The server refused (status 400)")
        await page.getByText("The response as JSON").click()
        await page.locator("details pre", { hasText: '"errorCode": "BAD_REQUEST"' }).waitFor()
        await page.route("**/threads", (route) => route.abort())
        await page.getByRole("button", { name: "List threads" }).click()
        await page.getByText("The server did not respond").waitFor()
      })
    }),
  )

  it.live("sends no request while an identifier could leave its segment of the path", () =>
    Effect.gen(function* () {
      const page = yield* openPage(`${yield* samples}/?department=..&customer=..%2F..%2Fhealthz`)
      yield* Effect.promise(() => page.getByText("An identifier is 1 to 128 letters").waitFor())
    }),
  )

  it.live("shows a long list in parts", () =>
    Effect.gen(function* () {
      const threads = yield* sampleThreads
      const [first] = threads
      assert.isDefined(first)
      const many = Array.from({ length: 1_200 }, (_, at) => ({ ...first, id: at as typeof first.id }))
      const address = `department=${first.departmentUuid}&customer=${first.customerUuid}`
      const page = yield* openPage(`${yield* serveThreads(many)}/?${address}`)
      yield* Effect.promise(async () => {
        assert.match(await summaryOf(page), /^1200 threads/)
        assert.lengthOf(await idsShown(page), 500)
        await page.getByRole("button", { name: "Show more of the 1200" }).click()
        assert.lengthOf(await idsShown(page), 1_000)
      })
    }),
  )

  it.live("shows the threads of a chosen customer at 390 pixels, where they are below the form", () =>
    Effect.gen(function* () {
      const page = yield* openPage(yield* samples, { viewport: { width: 390, height: 800 } })
      yield* Effect.promise(async () => {
        const isInView = async () => {
          const top = () => page.evaluate(`document.getElementById("results").getBoundingClientRect().top`)
          while (Math.abs(Number(await top())) > 100) await page.waitForTimeout(20)
        }
        await page.locator("a[href*='service-department&customer=customer-01']").click()
        await page.getByRole("rowheader", { name: "1106", exact: true }).waitFor()
        await isInView()
        await page.evaluate("scrollTo(0, 0)")
        await page.getByLabel("Customer").fill("customer-02")
        await page.keyboard.press("Enter")
        await isInView()
      })
    }),
  )

  it.live("draws marks of the timeline beside each other, if there is room", () =>
    Effect.gen(function* () {
      const page = yield* openPage(`${yield* samples}/?${ids}`)
      const shown = yield* Effect.promise(async () => {
        await page.locator(".timeline").waitFor()
        return page.evaluate(`[...document.querySelectorAll(".timeline g")].map((mark) => {
          const { x, y } = mark.lastElementChild.getBBox()
          return Math.round(x / 3) + " " + Math.round(y / 3)
        })`) as Promise<ReadonlyArray<string>>
      })
      assert.isAbove(shown.length, 20)
      assert.strictEqual(new Set(shown).size, shown.length)
    }),
  )
})
