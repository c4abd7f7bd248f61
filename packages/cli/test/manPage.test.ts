import { execFileSync, spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { helpDocs } from "../../../scripts/helpDocs.ts"
import { filled, roff, roffOfMarkdown, rowsOf } from "../../../scripts/roff.ts"
import { isInstalled } from "../../../test/support/tools.ts"
import { settingMeanings } from "../src/config/keys.ts"
import { exitCodeMeanings } from "../src/errors/CliError.ts"

const file = fileURLToPath(new URL("../man/threads.1", import.meta.url))
const page = () => readFileSync(file, "utf8")
/** Reads the text of a page between a heading and the next. */
const part = (kind: "SH" | "SS", heading: string): string => {
  const [, after] = `${page()}.SH`.split(`\n.${kind} ${heading}\n`)
  assert.isDefined(after, heading)
  return after!.split(/^\.S[HS]/m)[0]!
}

describe("the man page", () => {
  it.effect("has every command, each with every flag and every example of its help", () =>
    Effect.gen(function* () {
      const [root, ...commands] = yield* helpDocs()
      assert.isAtLeast(commands.length, 5)
      const everywhere = root!.globalFlags!.map(({ name }) => name)
      for (const { commandPath = [], examples = [], flags, globalFlags = [] } of commands) {
        const written = part("SS", roff(commandPath.slice(1).join(" ")))
        for (const { name } of [...flags, ...globalFlags]) {
          if (!everywhere.includes(name)) assert.include(written, `\n\\fB${roff(`--${name}`)}\\fR`, name)
        }
        for (const { command } of examples) assert.include(written.replaceAll("\n", " "), roff(command))
      }
      for (const name of everywhere) {
        assert.include(part("SH", "OPTIONS OF EVERY COMMAND"), `\\fB${roff(`--${name}`)}\\fR`)
      }
    }),
  )

  it("has the settings and the exit codes of the README, which have the same meanings", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")
    assert.deepStrictEqual(
      rowsOf(readme, "exit code"),
      exitCodeMeanings.map(([code, meaning]) => [String(code), meaning]),
    )
    const rows = rowsOf(readme, "setting").filter(([name]) => !name?.endsWith("..."))
    assert.deepStrictEqual(
      rows,
      settingMeanings.map(([names, meaning]) => [names.map((name) => `\`${name}\``).join(", "), meaning]),
    )
    const [codes, settings] = [part("SH", "EXIT STATUS"), part("SH", "ENVIRONMENT")]
    const known = rowsOf(readme, "exit code")
    assert.isAtLeast(known.length, 8)
    for (const [code = "", meaning = ""] of known) {
      assert.include(codes, `.TP\n${code}\n${filled(roffOfMarkdown(meaning))}\n`)
    }
    for (const [name = ""] of rows) assert.include(settings, `.TP\n${roffOfMarkdown(name)}\n`)
    assert.include(settings, "THREADS_OVERALL_TIMEOUT")
  })

  it("shows every character as it is", () => {
    assert.strictEqual(filled(roff(".so 'x' \\n --a ~^`…")), "\\&.so \\(aqx\\(aq \\en \\-\\-a \\(ti\\(ha\\(ga\\[u2026]")
    const lines = filled(roff(`${"word ".repeat(15)}word .PP ${"word ".repeat(9)}`)).split("\n")
    assert.isAbove(lines.length, 1)
    for (const line of lines) assert.notMatch(line, /^[.']/)
    assert.strictEqual(roffOfMarkdown("`a\\|b` and [the c](../d.md#e)"), "\\fBa|b\\fR and the c")
  })

  it.skipIf(!isInstalled("groff"))("is shown by groff without a warning, with its flags as they are typed", () => {
    const { status, stderr, stdout } = spawnSync("groff", ["-man", "-Tutf8", "-ww", "-P-cbou", file], {
      encoding: "utf8",
    })
    assert.deepStrictEqual([status, stderr], [0, ""])
    assert.include(stdout, "--max-results")
    assert.include(stdout, "threads list --department D1 --customer C1")
  })

  it.skipIf(!isInstalled("mandoc"))(
    "is found well by mandoc, but for the date, which would change with every build",
    () => {
      const { stdout } = spawnSync("mandoc", ["-Tlint", "-W", "style", file], { encoding: "utf8" })
      const found = stdout.split("\n").filter((line) => line !== "" && !line.includes("missing date"))
      assert.deepStrictEqual(found, [])
    },
  )

  it.skipIf(!isInstalled("man"))("is shown by man", () => {
    const env = { ...process.env, MANWIDTH: "80", LC_ALL: "C.UTF-8", PAGER: "cat" }
    assert.include(execFileSync("man", ["-l", file], { encoding: "utf8", env }), "EXIT STATUS")
  })
})
