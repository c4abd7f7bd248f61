import { deepStrictEqual } from "node:assert/strict"
import { alternate } from "./alternate.ts"
import { builtProgram, program, runNode, timeOfProcess } from "./program.ts"
import { type Benchmark, timeRow } from "./Row.ts"
import { environment, query, response } from "./sampleCall.ts"
import { ownServer, withServers } from "./withServers.ts"

export const start: Benchmark = {
  title: "Start the program",
  note: "Whole processes, from start to end. `threads list` calls a server on this machine, which responds with 20 threads.",
  needs: builtProgram,
  run: (small) =>
    withServers({ bare: ownServer("bare") }, async ({ bare }) => {
      const scope = ["--department", query.departmentUuid, "--customer", query.customerUuid]
      const node = () => runNode(["-e", "0"])
      const help = () => runNode([program, "--help"])
      const list = () => runNode([program, "list", ...scope, "--format", "json"], environment(bare))
      deepStrictEqual(JSON.parse(list()), response.customerThreads)
      for (const warmUp of [node, help]) warmUp()
      const times = await alternate(
        {
          node: { take: () => timeOfProcess(node) },
          help: { take: () => timeOfProcess(help) },
          list: { take: () => timeOfProcess(list) },
        },
        small ? 1 : 41,
      )
      const row = (what: string, ours: number, atMost: number) =>
        timeRow({ what, baseline: "node -e 0", floor: times.node, ours, atMost })
      return [row("threads --help", times.help, 1.25), row("threads list", times.list, 4.5)]
    }),
}
