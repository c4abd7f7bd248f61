#!/usr/bin/env node
// Runs on a Node that is too old for the program, to say so. Prints help and the version without loading the program.
const { readFileSync } = require("node:fs")
const { join } = require("node:path")

const dist = join(__dirname, "..", "dist")
const [major, minor] = process.versions.node.split(".").map(Number)
const args = process.argv.slice(2)

/** The text that the build wrote for these arguments; `undefined` if the program must make it. */
const prebuilt = () => {
  const names = args.slice(0, -1).join(" ")
  const last = args[args.length - 1]
  if (!["--version", "-v", "--help", "-h"].includes(last)) return undefined
  const { help, version } = JSON.parse(readFileSync(join(dist, "help.json"), "utf8"))
  if (last === "--version" || last === "-v") return args.length === 1 ? version : undefined
  return Object.hasOwn(help, names) ? help[names] : undefined
}

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`threads: needs Node 22.19 or newer; this is Node ${process.versions.node}.\n`)
  process.exitCode = 1
} else {
  const text = prebuilt()
  if (text !== undefined) process.stdout.write(text)
  else {
    require("node:module").enableCompileCache()
    import("../dist/threads.js")
  }
}
