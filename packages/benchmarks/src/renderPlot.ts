import { nanoseconds, type Point } from "./Row.ts"

/** One diagram: what something costs against how much of it there is. */
export interface Panel {
  readonly title: string
  /** What the sizes count. */
  readonly sizes: string
  readonly points: ReadonlyArray<Point>
}

const panelHeight = 300
const width = 860
/** The rectangle that the lines are drawn in, within a panel. */
const frame = { left: 80, right: 560, top: 48, bottom: 244 }

/** Eight that are told apart by everyone, on white and on black. */
const colours = ["#2f7ed8", "#d9542b", "#1a9c6b", "#b05cc6", "#a8841a", "#d6457f", "#5f7f8c", "#7a8b1e"]

const style = [
  "text { font: 12px system-ui, sans-serif; fill: #24292f }",
  ".title { font-weight: 600; font-size: 14px }",
  ".quiet { fill: #57606a }",
  ".paper { fill: #ffffff }",
  ".grid { stroke: #d0d7de }",
  "@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .quiet { fill: #9aa5b1 } .paper { fill: #0d1117 } .grid { stroke: #30363d } }",
].join("\n")

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")

const round = (value: number): string => value.toFixed(1)

const text = (x: number, y: number, content: string, attributes = ""): string =>
  `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escaped(content)}</text>`

/** Round values around the others, from the last below them to the first above: 1, 2, 5, or powers of ten where those are many. */
const ticksAround = (values: ReadonlyArray<number>): ReadonlyArray<number> => {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const between = (steps: ReadonlyArray<number>): ReadonlyArray<number> => {
    const all = Array.from({ length: 16 }, (_, at) => steps.map((step) => step * 10 ** at)).flat()
    const first = all.findLastIndex((tick) => tick <= least)
    return all.slice(
      Math.max(0, first),
      Math.max(
        first + 1,
        all.findIndex((tick) => tick >= most),
      ) + 1,
    )
  }
  const fine = between([1, 2, 5])
  return fine.length > 7 ? between([1]) : fine
}

/** Where a value lies between two places, on a logarithmic axis with those ticks. */
const scale = (ticks: ReadonlyArray<number>, from: number, to: number) => {
  const [first, last] = [Math.log10(ticks[0] ?? 1), Math.log10(ticks.at(-1) ?? 10)]
  return (value: number): number => from + ((Math.log10(value) - first) / (last - first)) * (to - from)
}

/** Places for labels: as near to where they belong as lines of text allow. */
const spread = (wanted: ReadonlyArray<number>): ReadonlyArray<number> => {
  const order = wanted.map((y, at) => ({ y, at })).toSorted((a, b) => a.y - b.y)
  let lowest = Number.NEGATIVE_INFINITY
  const placed = order.map(({ at, y }) => {
    lowest = Math.max(y, lowest + 15)
    return { at, y: lowest }
  })
  let highest = frame.bottom + 4
  for (const place of placed.toReversed()) {
    place.y = Math.min(place.y, highest)
    highest = place.y - 15
  }
  return placed.toSorted((a, b) => a.at - b.at).map(({ y }) => y)
}

const axes = (panel: Panel, xTicks: ReadonlyArray<number>, yTicks: ReadonlyArray<number>): ReadonlyArray<string> => {
  const [x, y] = [scale(xTicks, frame.left, frame.right), scale(yTicks, frame.bottom, frame.top)]
  return [
    text(16, 24, panel.title, 'class="title"'),
    ...xTicks.flatMap((tick) => [
      `<path class="grid" d="M${round(x(tick))} ${frame.top}V${frame.bottom}"/>`,
      text(x(tick), frame.bottom + 18, tick.toLocaleString("en-US"), 'class="quiet" text-anchor="middle"'),
    ]),
    ...yTicks.flatMap((tick) => [
      `<path class="grid" d="M${frame.left} ${round(y(tick))}H${frame.right}"/>`,
      text(frame.left - 8, y(tick) + 4, shortly(tick), 'class="quiet" text-anchor="end"'),
    ]),
    text((frame.left + frame.right) / 2, frame.bottom + 38, panel.sizes, 'class="quiet" text-anchor="middle"'),
  ]
}

/** A round time without a fraction. */
const shortly = (time: number): string =>
  time < 1_000 ? `${time} ns` : time < 1_000_000 ? `${time / 1_000} µs` : `${time / 1_000_000} ms`

const drawn = (panel: Panel): ReadonlyArray<string> => {
  const xTicks = [...new Set(panel.points.map(({ size }) => size))].toSorted((a, b) => a - b)
  const yTicks = ticksAround(panel.points.map((point) => point.nanoseconds))
  const [x, y] = [scale(xTicks, frame.left, frame.right), scale(yTicks, frame.bottom, frame.top)]
  const names = [...new Set(panel.points.map(({ series }) => series))]
  const lines = names.map((name) =>
    panel.points.filter(({ series }) => series === name).toSorted((a, b) => a.size - b.size),
  )
  const ends = lines.map((points) => y(points.at(-1)?.nanoseconds ?? 1))
  const labels = spread(ends.map((end) => end + 4))
  return [
    ...axes(panel, xTicks, yTicks),
    ...lines.flatMap((points, at) => {
      const colour = colours[at % colours.length]
      const places = points.map((point) => [round(x(point.size)), round(y(point.nanoseconds))] as const)
      const last = points.at(-1)
      const end = x(last?.size ?? 1)
      return [
        `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${places.map((place) => place.join(",")).join(" ")}"/>`,
        ...places.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`),
        `<path stroke="${colour}" d="M${round(end + 5)} ${round(ends[at] ?? 0)}L${frame.right + 12} ${round((labels[at] ?? 0) - 4)}"/>`,
        text(frame.right + 16, labels[at] ?? 0, `${names[at]}, ${nanoseconds(last?.nanoseconds ?? 0)}`),
      ]
    }),
  ]
}

const described = ({ points, sizes, title }: Panel): string => {
  const names = [...new Set(points.map(({ series }) => series))]
  const told = names.map((name) => {
    const costs = points.filter(({ series }) => series === name)
    return `${name}: ${costs.map((point) => `${nanoseconds(point.nanoseconds)} at ${point.size}`).join(", ")}`
  })
  return `${title}, by ${sizes}. ${told.join("; ")}.`
}

/** The panels one below the other, as an SVG that reads on light and on dark, and says in words what it shows. */
export const renderPlot = (panels: ReadonlyArray<Panel>): string => {
  const height = panels.length * panelHeight
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
    '<title id="title">What decoding, querying and writing cost, by size</title>',
    `<desc id="desc">${escaped(panels.map(described).join(" "))} Both axes are logarithmic.</desc>`,
    `<style>${style}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...panels.flatMap((panel, at) => [`<g transform="translate(0 ${at * panelHeight})">`, ...drawn(panel), "</g>"]),
    "</svg>",
    "",
  ].join("\n")
}
