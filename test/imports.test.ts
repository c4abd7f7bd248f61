import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { importProblems } from "../scripts/checkImports.ts"

describe("the check of imports", () => {
  let root: string

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "imports-"))
  })
  afterEach(() => rm(root, { recursive: true }))

  const problemsIn = async (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true })
      await writeFile(join(root, name), text)
    }
    return importProblems(["packages/cli/src"], root)
  }
  const b = 'import { a } from "./a.ts"\nexport const b = () => a\n'

  it.for([
    ["of values", 'import { b } from "./b.ts"\nexport const a = () => b\n'],
    ["of a type alone", 'import type { b } from "./b.ts"\nexport const a: typeof b | 1 = 1\n'],
    ["that is dynamic", 'export const a = () => import("./b.ts")\n'],
    ["of the type of a module", 'export const a: typeof import("./b.ts") | 1 = 1\n'],
    ["that is exported again", 'export { b } from "./b.ts"\nexport const a = 1\n'],
  ])("finds a cycle through an import %s", async ([, a = ""]) => {
    const problems = await problemsIn({ "packages/cli/src/text/a.ts": a, "packages/cli/src/text/b.ts": b })
    expect(problems).toContainEqual(expect.stringMatching(/^no-import-cycle: /))
  })

  it.for([
    ["output/a.ts", "flags/b.ts", "cli-output-imports-no-outer-layer"],
    ["commands/list/run.ts", "commands/list/command.ts", "cli-run-imports-no-command"],
    ["commands/list/run.ts", "commands/demo/run.ts", "cli-command-imports-no-other-command"],
    ["errors/a.ts", "main.ts", "cli-errors-imports-no-outer-layer"],
  ])("finds that %s imports %s", async ([from = "", to = "", rule]) => {
    const path = `${"../".repeat(from.split("/").length - 1)}${to}`
    const problems = await problemsIn({
      [`packages/cli/src/${from}`]: `import type { b } from "${path}"\nexport type A = typeof b\n`,
      [`packages/cli/src/${to}`]: "export const b = 1\n",
    })
    expect(problems).toEqual([`${rule}: packages/cli/src/${from} -> packages/cli/src/${to}`])
  })

  it("finds an import that leads nowhere", async () => {
    const problems = await problemsIn({ "packages/cli/src/a.ts": 'import "./b.ts"\n' })
    expect(problems).toEqual(["no-unresolved-import: packages/cli/src/a.ts -> ./b.ts"])
  })

  it("reports a folder in which it read no module", async () => {
    await mkdir(join(root, "packages/cli/src"), { recursive: true })
    expect(await importProblems(["packages/cli/src"], root)).toEqual(["packages/cli/src: no module was read"])
  })

  it("accepts any import of a test", async () => {
    const problems = await problemsIn({
      "packages/cli/src/output/a.ts": "export const a = 1\n",
      "packages/cli/src/output/a.test.ts": 'import { b } from "../flags/b.ts"\nimport { a } from "./a.ts"\nb(a)\n',
      "packages/cli/src/flags/b.ts": 'import { a } from "../output/a.ts"\nexport const b = (_: typeof a) => a\n',
    })
    expect(problems).toEqual([])
  })

  it("accepts imports that point inwards", async () => {
    const problems = await problemsIn({
      "packages/cli/src/commands/list/run.ts": 'import { b } from "../../output/b.ts"\nexport const a = b\n',
      "packages/cli/src/output/b.ts": "export const b = 1\n",
    })
    expect(problems).toEqual([])
  })
})
