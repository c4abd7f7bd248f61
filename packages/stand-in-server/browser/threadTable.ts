import type { ThreadJson } from "@customer-threads/http-api/wire"
import { element } from "./element.ts"
import { exact, messageMillis, relative } from "./instants.ts"
import { isWaiting, statesOf, symbols } from "./states.ts"

const titles = ["ID", "State", "Last message", "Last delegation", "Assignee"]

/** Rows drawn at a time: drawing a long list at once takes a browser too long. */
const rowsAtOnce = 500

const none = () => element("span", { class: "none" }, "-")

const instant = (millis: number | undefined, now: number): Node =>
  millis === undefined
    ? none()
    : element(
        "span",
        {},
        element("time", { datetime: new Date(millis).toISOString() }, exact(millis)),
        " ",
        element("span", { class: "ago" }, relative(millis, now)),
      )

const states = (thread: ThreadJson): Node =>
  element(
    "span",
    {},
    ...statesOf(thread).map((state) =>
      element(
        "span",
        { class: `state ${state}` },
        element("span", { "aria-hidden": "true" }, symbols[state]),
        ` ${state} `,
      ),
    ),
  )

const row = (thread: ThreadJson, now: number): HTMLTableRowElement => {
  const cells: ReadonlyArray<Node> = [
    states(thread),
    instant(messageMillis(thread), now),
    instant(thread.lastDelegationOn, now),
    thread.userUuid === undefined ? none() : element("span", { class: "id" }, thread.userUuid),
  ]
  return element(
    "tr",
    { role: "row" },
    element("th", { role: "rowheader", scope: "row" }, String(thread.id)),
    ...cells.map((cell, at) => element("td", { role: "cell", "data-label": titles[at + 1] ?? "" }, cell)),
  )
}

interface Group {
  readonly title: string | undefined
  readonly threads: ReadonlyArray<ThreadJson>
}

/** Groups threads, each in the order of the response: all in one group, or the waiting threads before the others. */
const groupsOf = (threads: ReadonlyArray<ThreadJson>, waitingFirst: boolean): ReadonlyArray<Group> => {
  const waiting = threads.filter(isWaiting)
  if (!waitingFirst || waiting.length === 0) return [{ title: undefined, threads }]
  const others = threads.filter((thread) => !isWaiting(thread))
  return [
    { title: `Waiting for a response (${waiting.length})`, threads: waiting },
    ...(others.length === 0 ? [] : [{ title: `The others (${others.length})`, threads: others }]),
  ]
}

const groupBody = ({ threads, title }: Group, shown: number, now: number): HTMLTableSectionElement =>
  element(
    "tbody",
    { role: "rowgroup" },
    ...(title === undefined
      ? []
      : [
          element(
            "tr",
            { role: "row" },
            element(
              "th",
              { role: "rowheader", class: "group", scope: "rowgroup", colspan: String(titles.length) },
              title,
            ),
          ),
        ]),
    ...threads.slice(0, shown).map((thread) => row(thread, now)),
  )

/** Makes a table of threads. It has explicit roles because a narrow screen shows its rows as blocks. */
export const threadTable = (threads: ReadonlyArray<ThreadJson>, waitingFirst: boolean, now: number): HTMLElement => {
  const groups = groupsOf(threads, waitingFirst)
  const all = element("div")
  const draw = (limit: number) => {
    let left = limit
    const bodies = groups.map((group) => {
      const body = groupBody(group, Math.max(left, 0), now)
      left -= group.threads.length
      return body
    })
    const head = element(
      "tr",
      { role: "row" },
      ...titles.map((title) => element("th", { role: "columnheader", scope: "col" }, title)),
    )
    const table = element(
      "table",
      { class: "list", role: "table", "aria-label": "The threads" },
      element("thead", { role: "rowgroup" }, head),
      ...bodies,
    )
    const more = element("button", { type: "button", class: "quiet more" }, `Show more of the ${threads.length}`)
    more.addEventListener("click", () => draw(limit + rowsAtOnce))
    all.replaceChildren(element("div", { class: "scroll" }, table), ...(threads.length > limit ? [more] : []))
  }
  draw(rowsAtOnce)
  return all
}
