// Sends requests to a stand-in for a minute over 100 connections, faults and malformed requests among them, and prints what came of it.
// `npm run soak -- 10 50` for ten seconds over fifty.
import { soak } from "../packages/stand-in-server/test/soak/soak.ts"

const [seconds = "60", connections = "100"] = process.argv.slice(2)
const report = await soak(Number(seconds), Number(connections))
const mib = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`
console.log(
  JSON.stringify({ ...report, heapBefore: mib(report.heapBefore), heapAfter: mib(report.heapAfter) }, undefined, 2),
)
const isFlat = report.heapAfter - report.heapBefore < 16_000_000
if (report.wrong.length > 0 || !isFlat) process.exitCode = 1
