#!/usr/bin/env node
// Plain enough for a Node that cannot run the program, so that it can say so.
const [major, minor] = process.versions.node.split(".").map(Number)

if (major > 22 || (major === 22 && minor >= 19)) {
  import("../dist/main.js")
} else {
  process.stderr.write(`threads: needs Node 22.19 or newer; this is Node ${process.versions.node}.\n`)
  process.exitCode = 1
}
