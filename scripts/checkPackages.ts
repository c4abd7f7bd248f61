// Packs every package with the command of the README, lints the packed files, and installs them into an empty project. There
// the README's library example compiles and runs, and the program starts.
import { execFileSync } from "node:child_process"
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"

const root = process.cwd()
const project = mkdtempSync(join(tmpdir(), "customer-threads-"))
const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8"))

const run = (command: string, ...args: ReadonlyArray<string>) => {
  process.stdout.write(`$ ${command} ${args.join(" ").replaceAll(project, "<project>")}\n`)
  return execFileSync(command, args, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })
}

const readme = readFileSync("README.md", "utf8")

/** The code of the README's block of a language that contains a text. */
const blockWith = (language: string, text: string): string => {
  const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
  const found = blocks.find(([, name, code = ""]) => name === language && code.includes(text))
  if (found?.[2] === undefined) throw new Error(`README.md has no ${language} block with "${text}"`)
  return found[2]
}

/** The packages that are published: all but the private ones. */
const published = globSync("packages/*/package.json")
  .map((file) => JSON.parse(readFileSync(file, "utf8")))
  .filter((manifest) => manifest.private !== true)
  .map((manifest): string => manifest.name)

try {
  rmSync(join(root, "packed"), { force: true, recursive: true })
  execFileSync("bash", ["-ec", blockWith("sh", "npm pack")], { cwd: root })
  for (const tarball of globSync("packed/*.tgz")) cpSync(tarball, join(project, basename(tarball)))
  const tarballs = globSync("*.tgz", { cwd: project }).toSorted()
  if (tarballs.length !== published.length) throw new Error(`the README packs ${tarballs.join(", ")}`)
  for (const tarball of tarballs) {
    process.stdout.write(run("publint", tarball, "--strict"))
    run("attw", tarball, "--profile", "esm-only")
  }

  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }')
  const platform = ["effect", "@effect/platform-node", "typescript", "node", "@types/node"]
  run(
    "npm",
    "install",
    "--no-audit",
    "--no-fund",
    "--silent",
    ...tarballs.map((tarball) => `./${tarball}`),
    ...platform.map((name) => `${name}@${devDependencies[name]}`),
  )
  writeFileSync(join(project, "library.ts"), blockWith("ts", "InMemoryThreadRepository"))
  run(
    "npx",
    "tsc",
    "--noEmit",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--module",
    "nodenext",
    "--target",
    "es2024",
    "--types",
    "node",
    "library.ts",
  )
  const printed = run("node", "library.ts")
  if (printed !== "open threads: 1\n") throw new Error(`the README's example printed: ${printed}`)
  writeFileSync(
    join(project, "page.ts"),
    `import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import { Effect, Layer } from "effect"
const statuses = Effect.gen(function* () {
  const url = yield* StandInServer.baseUrl
  const get = (path: string) => Effect.promise(async () => (await fetch(new URL(path, url))).status)
  console.log(yield* Effect.forEach(["/", "/docs", "/ui/threads.js", "/ui/style.css"], get))
})
const server = Layer.provide(StandInServer.layer({ port: 0, ui: true }), InMemoryThreadRepository.layer())
await Effect.runPromise(Effect.provide(statuses, server))
`,
  )
  const served = run("node", "page.ts")
  if (served !== "[ 200, 200, 200, 200 ]\n") throw new Error(`the installed page was served with: ${served}`)
  const demo = run("npx", "threads", "demo")
  if (!demo.startsWith("ID ")) throw new Error(`the installed program printed: ${demo}`)
  // npm links the manual only if "man" in package.json is an array.
  const cli = tarballs.find((tarball) => tarball.startsWith("customer-threads-cli-"))
  run(
    "npm",
    "install",
    "--global",
    "--no-audit",
    "--no-fund",
    "--silent",
    "--prefix",
    join(project, "global"),
    `./${cli}`,
  )
  const manual = join(project, "global/share/man/man1/threads.1")
  if (!existsSync(manual)) throw new Error("a global install has no manual")
  if (
    existsSync("/usr/bin/man") &&
    !run("man", "-M", join(project, "global/share/man"), "threads").includes("EXIT STATUS")
  ) {
    throw new Error("man does not show the manual")
  }
  process.stdout.write(`${tarballs.length} packages are fit to be published\n`)
} finally {
  rmSync(project, { recursive: true })
}
