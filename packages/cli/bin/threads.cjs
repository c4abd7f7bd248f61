#!/usr/bin/env node
// Runs on a Node that is too old for the program, to say so. Prints help and the version without loading the program.
const { readFileSync } = require("node:fs")
const { join } = require("node:path")

// A reader of stdout that has seen enough closes the pipe, which is no failure. Data that cannot be written is one: exit code
// 5. Messages whose reader is gone are lost, and the work goes on.
process.stdout.on("error", ({ code }) => {
  if (code === "EPIPE") process.exit(0)
  process.stderr.write(`threads: Standard output cannot be written (${code}); free some space, or write elsewhere.\n`)
  process.exit(5)
})
process.stderr.on("error", () => {})

const dist = join(__dirname, "..", "dist")
const [major, minor] = process.versions.node.split(".").map(Number)
const args = process.argv.slice(2)

/** Prints the help or the version that the build wrote for these arguments. Returns false if the program must print it. */
const printPrebuilt = () => {
  const asked = args[0] === "help" ? [...args.slice(1), "--help"] : args
  const names = asked.slice(0, -1).join(" ")
  const last = asked[asked.length - 1]
  const isVersion = last === "--version" || last === "-v"
  if (!isVersion && last !== "--help" && last !== "-h") return false
  const { help, version } = JSON.parse(readFileSync(join(dist, "help.json"), "utf8"))
  if (isVersion && asked.length > 1) return false
  if (!isVersion && !Object.hasOwn(help, names)) return false
  process.stdout.write(
    isVersion ? version : require(join(dist, "wrapHelp.cjs")).wrapHelp(help[names], process.stdout.columns),
  )
  return true
}

// Node reads HTTPS_PROXY and NO_PROXY for its agents from these versions on. `engines` in package.json names the same ones.
const supported = major === 22 ? minor >= 21 : major === 24 ? minor >= 5 : major > 24

if (!supported) {
  const { node } = process.versions
  process.stderr.write(`threads: Node ${node} is not supported. Install Node 22 from 22.21, or Node 24.5 or newer.\n`)
  process.exitCode = 1
} else if (!printPrebuilt()) {
  require("node:module").enableCompileCache()
  import("../dist/threads.js")
}
