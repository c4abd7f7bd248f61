import { afterAll, assert } from "@effect/vitest"
import { Effect } from "effect"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { chromiumPath } from "./chromiumPath.ts"

const isRoot = process.getuid?.() === 0

/** The message of the browser for every status outside 2xx, which is not an error of the page. */
const expected = /^Failed to load resource: (the server responded with a status of|net::ERR_FAILED)/

let launched: Promise<Browser> | undefined

/** The headless browser of a file of tests. */
const launch = (): Promise<Browser> => {
  launched ??= chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: isRoot ? ["--no-sandbox"] : [],
  })
  return launched
}

afterAll(async () => {
  const browser = await launched
  launched = undefined
  await browser?.close()
})

const settledMain = "main:not([aria-busy]):not(:has([aria-busy]))"

/**
 * Opens a page of the server in a new profile, and waits for an element that `ready` selects. When the scope ends, the page
 * must have sent no request to another origin, and its console must be empty: no error, and no violation of its content
 * security policy.
 */
export const openPage = Effect.fnUntraced(function* (
  url: string,
  options: BrowserContextOptions = {},
  ready = settledMain,
) {
  const context = yield* Effect.acquireRelease(
    Effect.promise(async () => (await launch()).newContext(options)),
    (opened) => Effect.promise(() => opened.close()),
  )
  const page = yield* Effect.promise(() => context.newPage())
  const complaints: Array<string> = []
  const note = (said: string) => {
    if (!expected.test(said)) complaints.push(said)
  }
  page.on("console", (message) => note(message.text()))
  page.on("pageerror", (error) => note(error.message))
  page.on("dialog", (dialog) => {
    note(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) note(`asked ${request.url()}`)
  })
  yield* Effect.addFinalizer(() => Effect.sync(() => assert.deepStrictEqual(complaints, [])))
  yield* Effect.promise(async () => {
    await page.goto(url)
    await page.locator(ready).first().waitFor()
  })
  return page
})

/** Waits until the page shows the last response, and reads its summary. */
export const summaryOf = async (page: Page): Promise<string> => {
  await page.locator(settledMain).waitFor()
  return (await page.locator("#summary").textContent()) ?? ""
}

/** Reads the ids of the threads on the page, in its order. */
export const idsShown = (page: Page): Promise<ReadonlyArray<string>> => page.locator("th[scope=row]").allTextContents()
