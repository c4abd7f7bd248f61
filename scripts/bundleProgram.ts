// Bundles the program: a small entry, and the handlers of all commands but `list` in a part that is loaded when one of them
// runs. Writes the licences of what is bundled, and the help of every command.
import { execFileSync } from "node:child_process"
import { globSync, readFileSync, writeFileSync } from "node:fs"
import * as Effect from "effect/Effect"
import { build, type Plugin } from "esbuild"
import { formatHelp } from "../packages/cli/src/errors/presenter.ts"
import { helpDocs } from "./helpDocs.ts"

const dist = "packages/cli/dist"

/**
 * Node's own modules that are loaded when something of them is first used. An import of `node:http` loads `fetch` and
 * WebSocket too, and one of `node:https` TLS. `node:module` is in the list for the `createRequire` that Effect requires both
 * with. A module that is spread or called cannot be in it.
 */
const lazyModules = ["child_process", "crypto", "http", "https", "module", "readline", "util"]

const lazyBuiltins: Plugin = {
  name: "lazy-builtins",
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: new RegExp(`^node:(${lazyModules.join("|")})$`) }, ({ kind, path }) =>
      kind === "import-statement" ? { path, namespace: "lazy" } : undefined,
    )
    onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => ({
      contents:
        path === "node:module"
          ? "exports.createRequire = () => lazyBuiltin"
          : `module.exports = lazyBuiltin("${path}")`,
    }))
  },
}

const {
  metafile: { inputs, outputs },
} = await build({
  entryPoints: { threads: "packages/cli/src/main.ts", keychain: "packages/cli/src/credentials/keychainProcess.ts" },
  outdir: dist,
  // Beside the entry, so that a file beside `dist` has the same path from every part, and from a source file.
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  minify: true,
  platform: "node",
  format: "esm",
  target: "node22.21",
  conditions: ["@customer-threads/source"],
  inject: ["scripts/lazyBuiltin.ts", "scripts/LazySegmenter.ts"],
  plugins: [lazyBuiltins],
  // A part of Effect that the program never loads would load the one, and the other is native.
  external: ["undici", "@napi-rs/keyring"],
  // `ws`, which the stand-in's server loads, is CommonJS.
  banner: { js: 'const require=name=>process.getBuiltinModule("node:module").createRequire(import.meta.url)(name);' },
  logLevel: "warning",
  metafile: true,
})

/** Lists an output and those that it imports, without what it loads later. */
const loadedWith = (output: string): ReadonlyArray<string> => [
  output,
  ...(outputs[output]?.imports ?? []).flatMap(({ kind, path }) =>
    kind === "import-statement" ? loadedWith(path) : [],
  ),
]
const atStart = loadedWith(`${dist}/threads.js`).flatMap((output) => Object.keys(outputs[output]?.inputs ?? {}))

// Each part of a fast start fails the build when it no longer applies.
const idle = lazyModules.filter((name) => !atStart.includes(`lazy:node:${name}`))
if (idle.length > 0) throw new Error(`No module imports ${idle.join(", ")} at the start: shorten lazyModules.`)
const makesSegmenter = (file: string) => /^(export )?const .*new Intl\.Segmenter/m.test(readFileSync(file, "utf8"))
if (!atStart.some((file) => file.startsWith("node_modules/effect/") && makesSegmenter(file))) {
  throw new Error("Effect makes no Intl.Segmenter when it is loaded: remove LazySegmenter.")
}
const handlers = (inputs["packages/cli/src/commands/handlers.ts"]?.imports ?? []).map(({ path }) => path)
const early = handlers.filter((path) => path.startsWith("packages/cli/") && atStart.includes(path))
if (handlers.length === 0 || early.length > 0) {
  throw new Error(`Expected all handlers in a part that only lazyHandler.ts loads; not: ${early.join(", ") || "any"}.`)
}

/** The packages whose code is in the program, each with its licence, as the licences ask. */
const bundled = new Set(
  Object.keys(inputs).flatMap((file) => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
)
const licences = [...bundled].toSorted().map((folder) => {
  const { license, name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"))
  const [file] = globSync(`${folder}/LICENSE*`)
  return `${name} ${version}, ${license}\n\n${file === undefined ? "" : readFileSync(file, "utf8")}`
})
writeFileSync(`${dist}/LICENSES.txt`, licences.join("\n---\n\n"))

const printed = (...args: ReadonlyArray<string>) =>
  execFileSync("node", [`${dist}/threads.js`, ...args], { encoding: "utf8", env: { PATH: process.env.PATH } })
const docs = await Effect.runPromise(helpDocs())
const help = docs.map((doc) => [(doc.commandPath ?? []).slice(1).join(" "), `${formatHelp(doc)}\n`])
await build({
  entryPoints: ["packages/cli/src/wrapHelp.ts"],
  outfile: `${dist}/wrapHelp.cjs`,
  bundle: true,
  platform: "node",
  format: "cjs",
})
writeFileSync(`${dist}/help.json`, JSON.stringify({ version: printed("--version"), help: Object.fromEntries(help) }))
