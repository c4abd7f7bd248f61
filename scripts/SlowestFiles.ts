import { relative } from "node:path"
import type { Reporter, TestModule } from "vitest/node"

/** Prints the ten test files that took longest, in seconds, after a run of more files. */
export class SlowestFiles implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    if (modules.length <= 10) return
    const times = modules.map((module) => {
      const { collectDuration, duration, setupDuration } = module.diagnostic()
      return {
        file: relative(process.cwd(), module.moduleId),
        seconds: (collectDuration + setupDuration + duration) / 1000,
      }
    })
    console.log("\nThe slowest files:")
    for (const { file, seconds } of times.sort((a, b) => b.seconds - a.seconds).slice(0, 10)) {
      console.log(`${seconds.toFixed(1).padStart(8)} s  ${file}`)
    }
  }
}
