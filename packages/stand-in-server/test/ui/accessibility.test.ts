import { assert, describe, it } from "@effect/vitest"
import axe from "axe-core"
import { Effect } from "effect"
import type { Page } from "playwright-core"
import { cases } from "../../../../test/support/depth.ts"
import { chromiumPath, inChromium } from "./chromiumPath.ts"
import { openPage, summaryOf } from "./openPage.ts"
import { sampleThreads, serveThreads } from "./serveThreads.ts"

interface Violation {
  readonly id: string
  readonly nodes: ReadonlyArray<{ readonly html: string; readonly failureSummary: string }>
}

/** Violations that axe finds, including those of its best practices. */
const violationsIn = async (page: Page): Promise<ReadonlyArray<string>> => {
  await page.evaluate(axe.source)
  const { violations } = (await page.evaluate("axe.run()")) as { violations: ReadonlyArray<Violation> }
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ failureSummary, html }) => `${id}: ${html}: ${failureSummary}`),
  )
}

const list = "/?department=service-department&customer=customer-01"
const views = {
  "the start": "/",
  "a list": `${list}&max-results=8`,
  "an empty list": `${list}&assignee=nobody`,
  "a refusal": `${list}&max-results=many`,
}

/** Colours and their least contrast with the background: 4.5 for text, 3 for lines and symbols (WCAG 2, AA). */
const pairs = {
  "text on page": 4.5,
  "text on card": 4.5,
  "text on sunken": 4.5,
  "text on wrong-back": 4.5,
  "muted on page": 4.5,
  "muted on card": 4.5,
  "muted on sunken": 4.5,
  "muted on wrong-back": 4.5,
  "accent on card": 4.5,
  "accent on page": 4.5,
  "on-accent on accent": 4.5,
  "waiting on card": 4.5,
  "open on card": 4.5,
  "edge on card": 3,
  "wrong on card": 3,
}

/** The relative luminance of a colour, as WCAG 2 defines it. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = (hex.match(/[0-9a-f]{2}/gi) ?? []).map((part) => {
    const value = Number.parseInt(part, 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const samples = Effect.flatMap(sampleThreads, (threads) => serveThreads(threads))

describe.skipIf(chromiumPath === undefined)(inChromium("accessibility of the page"), () => {
  for (const colorScheme of ["light", "dark"] as const) {
    // Outside CI each colour scheme is checked at one width, and each width in one colour scheme.
    for (const width of cases([colorScheme === "light" ? 1_280 : 390], [1_280, 390])) {
      it.live(
        `passes axe and fits, in ${colorScheme} colours at ${width} pixels`,
        () =>
          Effect.gen(function* () {
            const origin = yield* samples
            const page = yield* openPage(origin, { colorScheme, viewport: { width, height: 900 } })
            for (const [name, path] of Object.entries(views)) {
              yield* Effect.promise(async () => {
                await page.goto(origin + path)
                await summaryOf(page)
                for (const details of await page.locator("details").all()) await details.click()
                assert.deepStrictEqual(await violationsIn(page), [], name)
                assert.isAtMost(Number(await page.evaluate("document.scrollingElement.scrollWidth")), width, name)
              })
            }
          }),
        120_000,
      )
    }
  }

  it.live.each(["light", "dark"] as const)(
    "has enough contrast in %s colours, for symbols and lines of controls too",
    (colorScheme) =>
      Effect.gen(function* () {
        const page = yield* openPage(yield* samples, { colorScheme })
        const colours = (yield* Effect.promise(() =>
          page.evaluate(`(() => {
          const style = getComputedStyle(document.documentElement)
          return Object.fromEntries(${JSON.stringify(Object.keys(pairs))}.flatMap((pair) => pair.split(" on "))
            .map((name) => [name, style.getPropertyValue("--" + name)]))
        })()`),
        )) as Record<string, string>
        for (const [pair, least] of Object.entries(pairs)) {
          const [front = 0, back = 0] = pair.split(" on ").map((name) => luminance(colours[name] ?? ""))
          const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05)
          assert.isAtLeast(ratio, least, `${pair} in ${colorScheme} colours`)
        }
      }),
  )

  it.live("works with the keyboard alone, and always shows the focus", () =>
    Effect.gen(function* () {
      const page = yield* openPage(yield* samples)
      yield* Effect.promise(async () => {
        await summaryOf(page)
        const labels = await page.locator("#query label").allTextContents()
        const expected = ["Skip to the threads", "Threads", "API reference", ...labels, "List threads"]
        const keys = new Map([
          ["Department", "service-department"],
          ["Customer", "customer-01"],
          ["Archived", "n"],
          ["Closed", "n"],
        ])
        const tab = async (): Promise<string> => {
          await page.keyboard.press("Tab")
          const focus = (await page.evaluate(`(() => {
            const node = document.activeElement
            const { outlineStyle, outlineWidth } = getComputedStyle(node)
            const name = node.labels?.[0]?.textContent ?? node.textContent
            return { name, ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 }
          })()`)) as { name: string; ring: boolean }
          assert.isTrue(focus.ring, focus.name)
          return focus.name
        }
        for (const name of expected) {
          assert.strictEqual(await tab(), name)
          await page.keyboard.type(keys.get(name) ?? "")
        }
        await page.keyboard.press("Enter")
        await page.getByRole("rowheader", { name: "1106", exact: true }).waitFor()
        assert.strictEqual(
          new URL(page.url()).search,
          "?department=service-department&customer=customer-01&archived=no&closed=no",
        )
        const groups = page.locator("th[scope=rowgroup]")
        assert.strictEqual(await groups.count(), 2)
        assert.strictEqual(await tab(), "Waiting first")
        await page.keyboard.press("Space")
        assert.strictEqual(await groups.count(), 0)
        assert.strictEqual(await tab(), "The response as JSON")
        await page.keyboard.press("Enter")
        await page.getByRole("region", { name: "The response as JSON" }).waitFor()
      })
    }),
  )

  it.live("announces its parts, its table and each new result to a screen reader, on a narrow screen too", () =>
    Effect.gen(function* () {
      const page = yield* openPage((yield* samples) + list, { viewport: { width: 400, height: 800 } })
      yield* Effect.promise(async () => {
        const said = await summaryOf(page)
        for (const landmark of ["banner", "navigation", "main", "search"] as const) {
          assert.strictEqual(await page.getByRole(landmark).count(), 1, landmark)
        }
        assert.strictEqual(await page.getByRole("status").first().textContent(), said)
        const table = page.getByRole("table", { name: "The threads" })
        assert.deepStrictEqual(await table.getByRole("columnheader").allTextContents(), [
          "ID",
          "State",
          "Last message",
          "Last delegation",
          "Assignee",
        ])
        assert.strictEqual(await table.getByRole("row").count(), 1 + 2 + 25)
        assert.strictEqual(await table.locator("th:not([scope])").count(), 0)
        assert.include(await table.ariaSnapshot(), 'rowheader "1253"')
        await page.getByRole("img", { name: /last messages and delegations from 2026/ }).waitFor()
      })
    }),
  )

  it.live("has no animation if the user prefers reduced motion", () =>
    Effect.gen(function* () {
      const page = yield* openPage((yield* samples) + list, { reducedMotion: "reduce" })
      const moving = yield* Effect.promise(() =>
        page.evaluate(`[...document.querySelectorAll("*")].filter((node) => {
          const { animationName, transitionDuration } = getComputedStyle(node)
          return animationName !== "none" || transitionDuration !== "0s"
        }).length`),
      )
      assert.strictEqual(moving, 0)
    }),
  )
})
