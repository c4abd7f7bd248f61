// Checks the words of comments, Markdown and the texts of the program against CONTRIBUTING.md, "Write plainly".
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"

/** Glob patterns of the files that are checked. Each must match a file. */
export const checked: ReadonlyArray<string> = ["*.{md,ts}", "{docs,examples,packages,scripts,test}/**/*.{md,ts}"]

/** Files that are not written by hand, and installed packages. */
const generated = [
  "**/{dist,build,node_modules}/**",
  "packages/stand-in-server/src/ui/assets.ts",
  "packages/contract-tests/test/types/openapi.ts",
  "test/.*/**",
]

/** Words to avoid, and what to write instead. `\0` in the text is a character that is not prose. */
const rules: ReadonlyArray<{ readonly words: RegExp; readonly problem: string; readonly instead: string }> = [
  {
    words: /(?<=\/\*\*\s*)(what|whether|how)\b/gi,
    problem: "a doc comment begins with",
    instead: "a verb or the noun",
  },
  { words: /\bunless\s+told\b/gi, problem: "the text says", instead: '"Default: ..." or "by default"' },
  { words: /(?<!\bunless\s+)\btold\b/gi, problem: "the text says", instead: '"reported", "shown" or "known"' },
  { words: /\banew\b/gi, problem: "the text says", instead: '"again" or "new"' },
  { words: /\btaken\s+for\b/gi, problem: "the text says", instead: '"treated as" or "mistaken for"' },
  { words: /\bto\s+the\s+letter\b/gi, problem: "the text says", instead: '"exactly"' },
]

/** Replaces all but line breaks by a character that is not prose. */
const blank = (text: string): string => text.replace(/[^\n]/g, "\0")

const isTestCall = (node: ts.Node): boolean =>
  ts.isIdentifier(node)
    ? /^(it|describe|test)$/.test(node.text)
    : (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) && isTestCall(node.expression)

/**
 * Keeps the comments of a source, and its strings. Of the strings of a test it keeps the titles of tests alone: the others
 * are data. The result has the length and the lines of the source.
 */
const proseOfSource = (source: string, isTest: boolean): string => {
  const file = ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest, true)
  const prose = new Map<number, string>()
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file)
    for (const child of children) if (!ts.isJSDoc(child)) visit(child)
    if (children.length > 0) return
    for (const { pos, end, kind } of [
      ...(ts.getLeadingCommentRanges(source, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(source, node.pos) ?? []),
    ]) {
      const comment = source.slice(pos, end)
      const line = kind === ts.SyntaxKind.SingleLineCommentTrivia
      prose.set(pos, line ? comment.replace("//", "  ") : comment.replace(/\n( *)\*/g, "\n$1 "))
    }
    const isTitle = ts.isCallExpression(node.parent) && node.parent.arguments[0] === node && isTestCall(node.parent)
    if ((ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) && (!isTest || isTitle))
      prose.set(node.getStart(file), node.getText(file).replaceAll("/**", "\0\0\0"))
  }
  visit(file)
  let result = ""
  for (const [start, text] of [...prose].sort(([a], [b]) => a - b)) {
    const between = source.slice(result.length, start)
    result += (between.trim() === "" ? between : blank(between)) + text
  }
  return result
}

/** Keeps the text of a Markdown page, without code. The result has the length and the lines of the page. */
const proseOfMarkdown = (page: string): string =>
  page.replace(/^( *)(```+|~~~+)[\s\S]*?^\1\2/gm, blank).replace(/(`+)[^`][\s\S]*?\1/g, blank)

/** Lists words that the guide forbids, as `name:line: problem. Write ... instead.` */
export const englishProblems = (name: string, text: string): ReadonlyArray<string> => {
  const prose = name.endsWith(".md")
    ? proseOfMarkdown(text)
    : proseOfSource(text, /\.test\.ts$|(^|\/)test\//.test(name))
  return rules
    .flatMap(({ instead, problem, words }) =>
      [...prose.matchAll(words)].map(({ 0: found, index }) => ({
        line: prose.slice(0, index).split("\n").length,
        text: `${problem} "${found.replace(/\s+/g, " ")}". Write ${instead} instead.`,
      })),
    )
    .sort((a, b) => a.line - b.line)
    .map(({ line, text }) => `${name}:${line}: ${text}`)
}

/** Checks the files that match `patterns`, below `root`. A pattern that matches none is a problem too. */
export const checkEnglish = (patterns: ReadonlyArray<string>, root = process.cwd()) => {
  const matches = patterns.map((pattern) => globSync(pattern, { cwd: root, exclude: generated }))
  const files = [...new Set(matches.flat())].sort()
  const problems = [
    ...patterns
      .filter((_, index) => matches[index]?.length === 0)
      .map((pattern) => `${pattern}: no file was read. Write a pattern that matches a file instead.`),
    ...files.flatMap((file) => englishProblems(file, readFileSync(join(root, file), "utf8"))),
  ]
  return { files, problems }
}

if (import.meta.main) {
  const { files, problems } = checkEnglish(checked)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exit(1)
  console.log(`The words of ${files.length} files are plain.`)
}
