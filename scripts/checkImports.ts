// Checks the direction of imports, and that none form a cycle, type-only and dynamic imports included.
import { readdirSync } from "node:fs"
import { cruise } from "dependency-cruiser"
import { importRules } from "./importRules.ts"

/** Lists the problems in the imports of `folders`, relative to `root`. A folder without any module is a problem too. */
export const importProblems = async (
  folders: ReadonlyArray<string>,
  root = process.cwd(),
): Promise<ReadonlyArray<string>> => {
  const { forbidden, options } = importRules
  const { output } = await cruise([...folders], { ...options, baseDir: root, ruleSet: { forbidden }, validate: true })
  if (typeof output === "string") throw new Error("expected the result as an object")
  const unread = folders.filter((folder) => !output.modules.some(({ source }) => source.startsWith(`${folder}/`)))
  return [
    ...unread.map((folder) => `${folder}: no module was read`),
    ...output.summary.violations.map(
      ({ cycle, from, rule, to }) => `${rule.name}: ${from} -> ${cycle?.map(({ name }) => name).join(" -> ") ?? to}`,
    ),
  ]
}

if (import.meta.main) {
  const sources = readdirSync("packages").flatMap((name) =>
    readdirSync(`packages/${name}`).includes("src") ? [`packages/${name}/src`] : [],
  )
  const problems = await importProblems([...sources, "packages/stand-in-server/browser"])
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exit(1)
  console.log(`Imports of ${sources.length} packages point one way, and none form a cycle.`)
}
