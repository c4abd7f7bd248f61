import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { checkEnglish, englishProblems } from "../scripts/checkEnglish.ts"

const lines = (...texts: ReadonlyArray<string>): string => `${texts.join("\n")}\n`

describe("englishProblems", () => {
  it.for([
    ["a.ts", "/** What a body says. */"],
    ["a.ts", "/** Whether there is one. */"],
    ["a.ts", "/**how often a request is sent */"],
    ["a.ts", "/** What's in a body. */"],
    ["a.ts", "// 3 unless told otherwise"],
    ["a.ts", "const a = 1 // the caller is told"],
    ["a.ts", "const a = 1 /* Told by the server. */"],
    ["a.ts", 'const help = "begin anew with --force"'],
    ["a.ts", "const help = `$" + "{name} is taken for absent`"],
    ["a.ts", "const read = /[/*]/; // compared to the letter"],
    ["a.ts", lines("/** Reads [it](https://example.test // told). */", "const a = 1")],
    ["a.mjs", "// the list is read anew"],
    ["a.test.ts", 'it("names every request anew", () => {})'],
    ["a.test.ts", 'it.effect.each(table)("is told by %s", () => {})'],
    ["a.test.ts", "describe(`what is told`, () => {})"],
    ["a.test.ts", "/** What a body says. */"],
    ["a.md", "The wait is told to the caller."],
    ["a.md", "| `--force` | begins anew |"],
    ["a.md", "The `first` one is taken for the `last`."],
  ])("finds the word to avoid in %s: %s", ([name = "", text = ""]) => {
    expect(englishProblems(name, text)).toHaveLength(1)
  })

  it.for([
    ["a.ts", "/** Decodes what a body says. */"],
    ["a.ts", "/** However long it takes. */"],
    ["a.ts", "// What a body says."],
    ["a.ts", "// The error is retold, and the unfolded text has two letters."],
    ["a.ts", "const told = anew"],
    ["a.ts", "const pattern = /told|anew/"],
    ["a.ts", 'const source = "/** What a body says. */"'],
    ["a.ts", lines("// The number is taken", "const a = 1", "// for the last one.")],
    ["a.test.ts", 'expect(text).toBe("the caller is told")'],
    ["a.test.ts", 'it("gives each response a new id", () => read("told"))'],
    ["test/support/held.ts", 'export const held = ["told", "anew"]'],
    ["a.md", "The command fails. Not `told`, and not `anew`."],
    ["a.md", lines("Run it:", "", "```ts", "const a = 1 // told", "```", "")],
  ])("accepts the text in %s: %s", ([name = "", text = ""]) => {
    expect(englishProblems(name, text)).toEqual([])
  })

  it("reports the line, the problem and the remedy, in the order of the lines", () => {
    const text = lines(
      "/**",
      " * How a body is read. Read",
      " * anew.",
      " */",
      "export const read = 3 // unless",
      "// told",
    )
    expect(englishProblems("src/a.ts", text)).toEqual([
      'src/a.ts:2: a doc comment begins with "How". Write a verb or the noun instead.',
      'src/a.ts:3: the text says "anew". Write "again" or "new" instead.',
      'src/a.ts:5: the text says "unless told". Write "Default: ..." or "by default" instead.',
    ])
  })

  it("finds words that a comment of several lines separates by a line break", () => {
    const text = lines("/**", " * A list is never taken", " * for an error.", " */")
    expect(englishProblems("a.ts", text)).toEqual([
      'a.ts:2: the text says "taken for". Write "treated as" or "mistaken for" instead.',
    ])
  })
})

describe("checkEnglish", () => {
  it("reports a pattern that matches no file", async () => {
    const root = await mkdtemp(join(tmpdir(), "english-"))
    try {
      await writeFile(join(root, "a.md"), "The caller is told.\n")
      expect(checkEnglish(["*.md", "*.ts"], root)).toEqual({
        files: ["a.md"],
        problems: [
          "*.ts: no file was read. Write a pattern that matches a file instead.",
          'a.md:1: the text says "told". Write "reported", "shown" or "known" instead.',
        ],
      })
    } finally {
      await rm(root, { recursive: true })
    }
  })
})
