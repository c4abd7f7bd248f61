#!/usr/bin/env node
// Plain enough for a Node that cannot run the program, so that it can say so; and what needs no program is said without it.
const { readFileSync } = require("node:fs")
const { join } = require("node:path")

const dist = join(__dirname, "..", "dist")
const [major, minor] = process.versions.node.split(".").map(Number)
const args = process.argv.slice(2)

/** What was written down in the build for these arguments. */
const writtenDown = () => {
  const last = args[args.length - 1]
  if (args.length > 2 || !["--version", "-v", "--help", "-h"].includes(last)) return undefined
  const { help, version } = JSON.parse(readFileSync(join(dist, "help.json"), "utf8"))
  if (last === "--version" || last === "-v") return args.length === 1 ? version : undefined
  const command = args.length === 1 ? "" : args[0]
  return Object.hasOwn(help, command) ? help[command] : undefined
}

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`threads: needs Node 22.19 or newer; this is Node ${process.versions.node}.\n`)
  process.exitCode = 1
} else {
  const text = writtenDown()
  if (text !== undefined) process.stdout.write(text)
  else {
    require("node:module").enableCompileCache()
    import("../dist/threads.js")
  }
}
