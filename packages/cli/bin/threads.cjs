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

// Node reads HTTPS_PROXY and NO_PROXY for its agents from these versions on. `engines` in package.json names the same ones.
const supported = major === 22 ? minor >= 21 : major === 24 ? minor >= 5 : major > 24

if (!supported) {
  const { node } = process.versions
  process.stderr.write(`threads: Node ${node} is not supported. Install Node 22 from 22.21, or Node 24.5 or newer.\n`)
  process.exitCode = 1
} else {
  const text = prebuilt()
  if (text !== undefined) process.stdout.write(text)
  else {
    require("node:module").enableCompileCache()
    import("../dist/threads.js")
  }
}
