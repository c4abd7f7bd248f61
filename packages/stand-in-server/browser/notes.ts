import type { ListThreadsResponse } from "@customer-threads/http-api/wire"
import { element } from "./element.ts"

const worded = (words: string, ...codes: ReadonlyArray<string | undefined>): HTMLElement => {
  const given = codes.filter((code) => code !== undefined && code !== "")
  return element("li", {}, words, " ", element("span", { class: "code" }, given.join(" ")))
}

/** What the server refused, in its own words. */
export const problem = (errors: ListThreadsResponse["errors"], otherwise: string): HTMLElement =>
  element(
    "div",
    { class: "problem" },
    errors.length === 0
      ? element("p", {}, otherwise)
      : element(
          "ul",
          {},
          ...errors.map(({ errorCode, errorDescription, errorUID }) => worded(errorDescription, errorCode, errorUID)),
        ),
  )

/** The warnings of an answer. */
export const warningsNote = (warnings: ListThreadsResponse["warnings"]): HTMLElement =>
  element(
    "div",
    { class: "notice" },
    element("strong", {}, warnings.length === 1 ? "A warning" : `${warnings.length} warnings`),
    element(
      "ul",
      {},
      ...warnings.map(({ warningCode, warningDescription }) => worded(warningDescription ?? "", warningCode)),
    ),
  )

/** One quiet line. */
export const notice = (text: string): HTMLElement => element("p", { class: "notice" }, text)

/** What stands where a table would. */
export const emptyNote = (title: string, text: string): HTMLElement =>
  element("p", { class: "empty" }, element("strong", {}, title), text)

/** The body of an answer as it was sent, when it is asked for. */
export const rawAnswer = (text: string): HTMLElement => {
  const shown = element("pre", { tabindex: "0", role: "region", "aria-label": "The answer as JSON" })
  const details = element("details", {}, element("summary", {}, "The answer as JSON"), shown)
  details.addEventListener("toggle", () => {
    if (details.open && shown.textContent === "") shown.textContent = indented(text)
  })
  return details
}

const indented = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
