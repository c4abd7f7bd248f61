import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"
import { SkippedTests } from "./scripts/SkippedTests.ts"
import { SlowestFiles } from "./scripts/SlowestFiles.ts"

const conditions = ["@customer-threads/source"]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    // By default Vitest leaves one core free, which is half of two.
    maxWorkers: availableParallelism(),
    reporters: ["default", new SkippedTests(), new SlowestFiles()],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Without isolation a worker loads Effect and the program once, not once for each file.
    isolate: false,
    include: ["packages/*/src/**/*.test.ts", "{packages/*/,}test/**/*.test.ts", "examples/**/*.test.ts"],
  },
})
