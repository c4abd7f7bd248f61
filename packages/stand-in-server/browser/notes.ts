import type { ListThreadsResponse } from "@customer-threads/http-api/wire"
import { element } from "./element.ts"

const worded = (words: string, ...codes: ReadonlyArray<string | undefined>): HTMLElement => {
  const given = codes.filter((code) => code !== undefined && code !== "")
  return element("li", {}, words, " ", element("span", { class: "code" }, given.join(" ")))
}

/** Makes a list of the server's errors, or a paragraph with `otherwise` if there are none. */
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

/** Makes a list of the warnings of a response. */
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

/** Makes a line of muted text. */
export const notice = (text: string): HTMLElement => element("p", { class: "notice" }, text)

/** Makes a note in the place of a table. */
export const emptyNote = (title: string, text: string): HTMLElement =>
  element("p", { class: "empty" }, element("strong", {}, title), text)

/** Makes an element that shows the indented body of a response when it is opened. */
export const rawAnswer = (text: string): HTMLElement => {
  const shown = element("pre", { tabindex: "0", role: "region", "aria-label": "The response as JSON" })
  const details = element("details", {}, element("summary", {}, "The response as JSON"), shown)
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
