export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  // The files that hold the semantics.
  mutate: [
    "packages/domain/src/{ThreadQuery,ThreadFilters,ThreadList,CustomerThread,identifiers}.ts",
    "packages/domain/src/testing/Law.ts",
    "packages/domain/src/testing/laws/*.ts",
    "packages/in-memory-adapter/src/!(InMemoryThreadRepository|index).ts",
    "packages/http-api/src/wire/!(index|ThreadFile).ts",
    "packages/http-api/src/settings.ts",
  ],
  // Without one, Stryker rewrites tsconfig.json by an interface that TypeScript 7 no longer has.
  tsconfigFile: "none",
  concurrency: 2,
  reporters: ["progress-append-only", "clear-text", "html", "json"],
}
