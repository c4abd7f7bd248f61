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
    // No test is right or wrong by its time. This ends one that hangs, on a slow and busy machine too.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Without isolation a worker loads Effect and the program once, not once for each file.
    isolate: false,
    include: ["packages/*/src/**/*.test.ts", "{packages/*/,}test/**/*.test.ts", "examples/**/*.test.ts"],
  },
})
