// Makes the program one small entry and parts that are loaded when they are needed, and writes down what its help says, so
// that asking for it waits for nothing.
import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { build } from "esbuild"

const dist = "packages/cli/dist"

await build({
  entryPoints: { threads: "packages/cli/src/main.ts" },
  outdir: dist,
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  minify: true,
  // The names of errors are part of what they say.
  keepNames: true,
  platform: "node",
  format: "esm",
  target: "node22.19",
  conditions: ["@customer-threads/source"],
  external: ["undici"],
  banner: {
    js: 'import{createRequire as createRequireOfNode}from"node:module";const require=createRequireOfNode(import.meta.url);',
  },
  logLevel: "warning",
})

const said = (...args: ReadonlyArray<string>) =>
  execFileSync("node", [`${dist}/threads.js`, ...args], { encoding: "utf8", env: { PATH: process.env.PATH } })
const commands = ["", "list", "serve", "demo", "verify"]
const help = Object.fromEntries(commands.map((name) => [name, said(...name.split(" ").filter(Boolean), "--help")]))
writeFileSync(`${dist}/help.json`, JSON.stringify({ version: said("--version"), help }))
