import type { ThreadJson } from "@customer-threads/http-api/wire"
import { drawn, element } from "./element.ts"
import { exact, messageMillis } from "./instants.ts"
import { markOf, type State, symbols } from "./states.ts"

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const steps = [
  ...[1, 5, 15, 30].map((n) => n * minute),
  ...[1, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 30, 91, 182, 365, 730, 3_652, 36_525, 365_250].map((n) => n * day),
]

const [left, right, height] = [86, 16, 96]
const lanes = { Messages: 20, Delegations: 52 } as const

interface Moment {
  readonly lane: keyof typeof lanes
  readonly millis: number
  readonly state: State
  readonly id: number
}

const momentsOf = (threads: ReadonlyArray<ThreadJson>): ReadonlyArray<Moment> =>
  threads.flatMap((thread) => {
    const [message, delegation, state] = [messageMillis(thread), thread.lastDelegationOn, markOf(thread)]
    return [
      ...(message === undefined ? [] : [{ lane: "Messages" as const, millis: message, state, id: thread.id }]),
      ...(delegation === undefined ? [] : [{ lane: "Delegations" as const, millis: delegation, state, id: thread.id }]),
    ]
  })

const shapes: Record<State, (x: number, y: number) => SVGElement> = {
  waiting: (x, y) => drawn("circle", { class: "mark waiting", cx: `${x}`, cy: `${y}`, r: "4.5" }),
  open: (x, y) => drawn("circle", { class: "mark open", cx: `${x}`, cy: `${y}`, r: "4.2" }),
  closed: (x, y) => drawn("path", { class: "mark closed", d: `M${x - 4} ${y}l3 3.5l5.5 -7` }),
  archived: (x, y) => drawn("rect", { class: "mark archived", x: `${x - 3}`, y: `${y - 3}`, width: "6", height: "6" }),
}

const ticks = (from: number, to: number, width: number): ReadonlyArray<readonly [millis: number, label: string]> => {
  const most = Math.max(2, Math.floor(width / 95))
  const step = steps.find((size) => (to - from) / size <= most) ?? to - from
  const first = Math.ceil(from / step) * step
  const count = Math.max(0, Math.floor((to - first) / step) + 1)
  return Array.from({ length: count }, (_, at) => {
    const text = exact(first + at * step)
    return [first + at * step, step < day ? text.slice(5, 16) : text.slice(0, -10)]
  })
}

/** Keeps one moment for each spot, so that a long list does not draw marks over each other. */
const distinct = (moments: ReadonlyArray<Moment>, xOf: (millis: number) => number): ReadonlyArray<Moment> => [
  ...new Map(moments.map((moment) => [`${moment.lane} ${moment.state} ${xOf(moment.millis)}`, moment])).values(),
]

/** Height of a level above or below the line of a lane, and the width of a mark. */
const [levelHeight, markWidth] = [9, 10]

/**
 * Places marks that would lie on each other above and below the line of their lane. If all three levels are taken, the mark
 * goes to the level whose last mark is the farthest away.
 */
const placed = (moments: ReadonlyArray<Moment>, xOf: (millis: number) => number) => {
  const first = () => [-markWidth, -markWidth, -markWidth]
  const ends = { Messages: first(), Delegations: first() }
  return moments
    .toSorted((a, b) => a.millis - b.millis || a.id - b.id)
    .map((moment) => {
      const x = xOf(moment.millis)
      const lastOf = ends[moment.lane]
      const free = lastOf.findIndex((last) => x - last >= markWidth)
      const level = free >= 0 ? free : lastOf.indexOf(Math.min(...lastOf))
      lastOf[level] = x
      return { ...moment, x, y: lanes[moment.lane] + ([0, -levelHeight, levelHeight][level] ?? 0) }
    })
}

const drawing = (moments: ReadonlyArray<Moment>, width: number): SVGSVGElement => {
  const instants = moments.map(({ millis }) => millis)
  const smallest = instants.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const largest = instants.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const [from, to] = smallest === largest ? [smallest - day / 2, largest + day / 2] : [smallest, largest]
  const xOf = (millis: number) => Math.round(left + 8 + ((millis - from) / (to - from)) * (width - left - right - 8))
  const grid = ticks(from, to, width - left).flatMap(([millis, label]) => {
    const x = String(xOf(millis))
    return [
      drawn("line", { x1: x, x2: x, y1: "8", y2: "68" }),
      drawn("text", { x, y: "86", "text-anchor": "middle" }, label),
    ]
  })
  const axes = Object.entries(lanes).flatMap(([lane, y]) => [
    drawn("line", { x1: String(left), x2: String(width), y1: `${y}`, y2: `${y}` }),
    drawn("text", { x: "0", y: String(y + 4) }, lane),
  ])
  const marks = placed(distinct(moments, xOf), xOf).map(({ id, millis, state, x, y }) =>
    drawn("g", {}, drawn("title", {}, `${id}: ${exact(millis)}, ${state}`), shapes[state](x, y)),
  )
  const said = `${moments.length} last messages and delegations from ${exact(from)} to ${exact(to)}; the table has each.`
  return drawn(
    "svg",
    { class: "timeline", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": said },
    ...grid,
    ...axes,
    ...marks,
  )
}

const legend = () =>
  element(
    "figcaption",
    {},
    ...Object.entries(symbols).map(([state, symbol]) =>
      element("span", { class: `state ${state}` }, element("span", { "aria-hidden": "true" }, symbol), ` ${state}`),
    ),
  )

/** Draws the last messages and delegations, each on a line as wide as the page. Undefined if no thread has either. */
export const timeline = (threads: ReadonlyArray<ThreadJson>): HTMLElement | undefined => {
  const moments = momentsOf(threads)
  if (moments.length === 0) return undefined
  const figure = element("figure")
  let drawnFor = 0
  new ResizeObserver(([entry]) => {
    const width = Math.max(260, Math.round(entry?.contentRect.width ?? 0))
    if (width === drawnFor) return
    drawnFor = width
    figure.replaceChildren(drawing(moments, width), legend())
  }).observe(figure)
  return figure
}
