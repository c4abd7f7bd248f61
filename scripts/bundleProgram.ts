// Makes the program one small entry and parts that are loaded when they are needed, and writes down what its help says, so
// that asking for it waits for nothing.
import { execFileSync } from "node:child_process"
import { globSync, readFileSync, writeFileSync } from "node:fs"
import { build } from "esbuild"

const dist = "packages/cli/dist"

const { metafile } = await build({
  entryPoints: { threads: "packages/cli/src/main.ts", keychain: "packages/cli/src/keychain.ts" },
  outdir: dist,
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  minify: true,
  platform: "node",
  format: "esm",
  target: "node22.19",
  conditions: ["@customer-threads/source"],
  inject: ["scripts/LazySegmenter.ts"],
  // A part of Effect that the program never loads would load the one, and the other is native.
  external: ["undici", "@napi-rs/keyring"],
  banner: {
    js: 'import{createRequire as createRequireOfNode}from"node:module";const require=createRequireOfNode(import.meta.url);',
  },
  logLevel: "warning",
  metafile: true,
})

/** The packages whose code is in the program, each with its licence, as the licences ask. */
const bundled = new Set(
  Object.keys(metafile.inputs).flatMap((file) => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
)
const licences = [...bundled].toSorted().map((folder) => {
  const { license, name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"))
  const [file] = globSync(`${folder}/LICENSE*`)
  return `${name} ${version}, ${license}\n\n${file === undefined ? "" : readFileSync(file, "utf8")}`
})
writeFileSync(`${dist}/LICENSES.txt`, licences.join("\n---\n\n"))

const said = (...args: ReadonlyArray<string>) =>
  execFileSync("node", [`${dist}/threads.js`, ...args], { encoding: "utf8", env: { PATH: process.env.PATH } })
const commands = ["", "list", "serve", "demo", "verify", "request", "doctor", "config", "auth"]
const help = Object.fromEntries(commands.map((name) => [name, said(...name.split(" ").filter(Boolean), "--help")]))
writeFileSync(`${dist}/help.json`, JSON.stringify({ version: said("--version"), help }))
