import { defineConfig } from "vitest/config"

const conditions = ["@customer-threads/source"]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      // Without isolation a worker loads the program once, not once for each file: 10 s of CPU time instead of 26.
      { extends: true, test: { name: "in-process", include: ["packages/*/src/**/*.test.ts"], isolate: false } },
      {
        extends: true,
        test: { name: "others", include: ["{packages/*/,}test/**/*.test.ts", "examples/**/*.test.ts"] },
      },
    ],
  },
})
