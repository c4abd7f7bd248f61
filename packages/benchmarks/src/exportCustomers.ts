import { deepStrictEqual } from "node:assert/strict"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { alternate } from "./alternate.ts"
import { builtProgram, program, runNode, timeOfProcess } from "./program.ts"
import { type Benchmark, timeRow } from "./Row.ts"
import { authorization, environment } from "./sampleCall.ts"
import { exportSample } from "./sampleExport.ts"
import { ownServer, withServers } from "./withServers.ts"

const loop = fileURLToPath(new URL("./exportLoop.mjs", import.meta.url))

/** Reads NDJSON as threads in the order of their ids. The order of customers depends on which response arrives first. */
const readThreads = (file: string): ReadonlyArray<{ readonly id: number }> =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))
    .toSorted((a, b) => a.id - b.id)

export const exportCustomers: Benchmark = {
  title: "Export many customers",
  note: "Whole processes, from start to end, 8 requests at a time, four threads a customer. `threads export` also validates each response, and can resume.",
  needs: builtProgram,
  run: (small) => {
    const count = small ? 50 : 5_000
    return withServers({ customers: ownServer("customers", `${count}`) }, async ({ customers: port }) => {
      const sample = exportSample(count)
      const department = sample[0]?.query.departmentUuid ?? ""
      const folder = mkdtempSync(join(tmpdir(), "benchmark-export-"))
      try {
        const [customers, byLoop, byProgram] = ["customers.txt", "loop.ndjson", "program.ndjson"].map((name) =>
          join(folder, name),
        ) as [string, string, string]
        writeFileSync(customers, sample.map(({ query }) => query.customerUuid).join("\n"))
        const flags = ["--department", department, "--customers", customers, "--output", byProgram]
        const runLoop = () =>
          runNode([loop, `http://127.0.0.1:${port}`, department, customers, byLoop], { AUTHORIZATION: authorization })
        const runProgram = () =>
          runNode([program, "export", ...flags, "--concurrency", "8", "--force"], environment(port))
        for (const run of [runLoop, runProgram]) run()
        const threads = sample.flatMap(({ response }) => response.customerThreads).toSorted((a, b) => a.id - b.id)
        for (const file of [byLoop, byProgram]) deepStrictEqual(readThreads(file), threads)
        const times = await alternate(
          {
            loop: { take: () => timeOfProcess(runLoop) },
            program: { take: () => timeOfProcess(runProgram) },
          },
          small ? 1 : 7,
        )
        return [
          timeRow({
            what: `export of ${count} customers`,
            baseline: "a loop of 8 over undici that writes NDJSON",
            floor: times.loop,
            ours: times.program,
            atMost: 3,
          }),
        ]
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  },
}
