// Makes the program one small entry and parts that are loaded when they are needed, and writes down what its help says, so
// that asking for it waits for nothing.
import { execFileSync } from "node:child_process"
import { globSync, readFileSync, writeFileSync } from "node:fs"
import { build, type Plugin } from "esbuild"

const dist = "packages/cli/dist"

/**
 * Some of Node's own modules are loaded when something of them is used. Imported, `node:http` brings a WebSocket and `fetch`
 * along, `node:https` and `node:crypto` TLS, and `node:util` what compares texts: a sixth of the time of a list. What esbuild
 * makes of a module that is not one of ECMAScript inherits from its prototype; what a module is spread into stays without.
 */
const lazyBuiltins: Plugin = {
  name: "lazy-builtins",
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /^node:(child_process|crypto|http|https|readline|tls|util|zlib)$/ }, ({ kind, path }) =>
      kind === "import-statement" ? { path, namespace: "lazy" } : undefined,
    )
    // Effect requires these two as soon as it is loaded itself.
    onLoad({ filter: /platform-node\/dist\/internal\/http\.js$/ }, () => ({
      contents: 'import * as http from "node:http"; import * as https from "node:https"; export { http, https }',
    }))
    onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => ({
      contents: `let it; module.exports = Object.create(new Proxy({}, { get: (_, name) => (it ??= require(${JSON.stringify(path)}))[name] }))`,
    }))
  },
}

const { metafile } = await build({
  entryPoints: { threads: "packages/cli/src/main.ts", keychain: "packages/cli/src/credentials/keychainProcess.ts" },
  outdir: dist,
  // Beside the entry, so that a file beside `dist` has the same path from every part, and from a source file.
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  minify: true,
  platform: "node",
  format: "esm",
  target: "node22.19",
  conditions: ["@customer-threads/source"],
  inject: ["scripts/LazySegmenter.ts"],
  plugins: [lazyBuiltins],
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
const commands = ["", "list", "serve", "demo", "verify", "export", "request", "doctor", "config", "auth"]
const help = Object.fromEntries(commands.map((name) => [name, said(...name.split(" ").filter(Boolean), "--help")]))
writeFileSync(`${dist}/help.json`, JSON.stringify({ version: said("--version"), help }))
