// Makes the stand-in's page one module of texts, so that it is there however the package is installed or bundled. With
// --check, only says whether it is up to date.
import { readFileSync, writeFileSync } from "node:fs"
import { buildSync } from "esbuild"

const folder = "packages/stand-in-server/browser"
const file = "packages/stand-in-server/src/ui/assets.ts"

const read = (name: string) => readFileSync(`${folder}/${name}`, "utf8")

const script = (name: string) =>
  buildSync({
    entryPoints: [`${folder}/${name}`],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    charset: "utf8",
    logLevel: "warning",
  }).outputFiles[0]!.text

const assets = {
  threadsHtml: read("threads.html"),
  styleCss: read("style.css"),
  iconSvg: read("icon.svg"),
  threadsJs: script("threads.ts"),
}
const text = [
  "// Made from packages/stand-in-server/browser by scripts/embedPage.ts.\n",
  ...Object.entries(assets).map(([name, content]) => `export const ${name} = ${JSON.stringify(content)}\n`),
].join("\n")

if (!process.argv.includes("--check")) writeFileSync(file, text)
else if (readFileSync(file, "utf8") !== text) {
  process.stderr.write(`${file} is not what the page's sources make; run: npm run build\n`)
  process.exitCode = 1
}
