import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { terminalSvg } from "../scripts/terminalSvg.ts"

const root = new URL("..", import.meta.url)
const options = { columns: 20, title: "a <title>", description: "a & b" }

describe("the recorded session", () => {
  it("shows what the program prints now", () => {
    const { status, stderr } = spawnSync("node", ["scripts/recordSession.ts", "--check"], {
      cwd: root,
      encoding: "utf8",
    })
    assert.deepStrictEqual([status, stderr], [0, ""])
  })

  it("is in the README, and holds what a person would look for", () => {
    assert.include(readFileSync(new URL("README.md", root), "utf8"), "](docs/session.svg)")
    const picture = readFileSync(new URL("docs/session.svg", root), "utf8")
    for (const text of [
      "LAST MESSAGE",
      "● waiting",
      "$ threads list",
      "check the base URL and the network",
      "exit code 5",
    ]) {
      assert.include(picture, text)
    }
    assert.match(picture, /class="yellow"/)
  })

  it("is drawn word by word where it stands, each in its colours", () => {
    const svg = terminalSvg(
      "a  \u001b[1mb c\u001b[22m\r\n\u001b[31m<&\u001b[39m  \u001b[2mdim\r\nstill\u001b[0m no\n",
      options,
    )
    const texts = [...svg.matchAll(/<text x="([\d.]+)" y="(\d+)"(?: class="([a-z ]+)")?>(.*)<\/text>/g)]
    const cells = texts.map(([, x, y, looks, text]) => [(Number(x) - 16) / 8.4, (Number(y) - 31) / 20, looks, text])
    assert.deepStrictEqual(
      cells.map(([column, ...rest]) => [Math.round(column as number), ...rest]),
      [
        [0, 0, undefined, "a"],
        [3, 0, "bold", "b c"],
        [0, 1, "red", "&lt;&amp;"],
        [4, 1, "dim", "dim"],
        [0, 2, "dim", "still"],
        [6, 2, undefined, "no"],
      ],
    )
    assert.include(svg, '<title id="title">a &lt;title&gt;</title>')
    assert.throws(() => terminalSvg("\u001b[2J", options), /not understood/)
    assert.throws(() => terminalSvg("x".repeat(21), options), /wider/)
  })
})
