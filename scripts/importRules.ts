import type { IConfiguration, IForbiddenRuleType } from "dependency-cruiser"

/** Folders and files of the program, outermost first: each may import what stands below it, and nothing above. */
const cliLayers = [
  "main.ts",
  "(program|platform).ts",
  "commands/",
  "service/",
  "credentials/",
  "config/",
  "flags/",
  "output/",
  "(files|sampleThreads|env).ts",
  "errors/",
  "(text|system|version).ts",
]

const cliDirections: ReadonlyArray<IForbiddenRuleType> = cliLayers.slice(1).map((layer, index) => ({
  name: `cli-${layer.replace(/\W+/g, "-").replace(/^-|-$/g, "")}-imports-no-outer-layer`,
  severity: "error",
  from: { path: `^packages/cli/src/${layer}` },
  to: { path: `^packages/cli/src/(${cliLayers.slice(0, index + 1).join("|")})` },
}))

const src = (name: string) => `^packages/${name}/src/`
const testing = "^packages/domain/src/testing/"

/** Modules of effect that only adapters, servers and programs need. */
const transports = "^node_modules/effect/(dist|src)/(http|http-api|cli|sql)/"
const platforms = "^node_modules/@effect/"

/** A package, the other packages that it may import, and the modules of others that it may not import. */
const packages = [
  { name: "domain", may: [], not: [transports, platforms] },
  {
    name: "http-api",
    may: ["domain"],
    not: ["^node_modules/effect/(dist|src)/(http/Http(Client|Server)|cli/)", platforms],
  },
  { name: "http-adapter", may: ["domain", "http-api"], not: ["^node_modules/effect/(dist|src)/cli/", platforms] },
  { name: "in-memory-adapter", may: ["domain"], not: [transports, platforms] },
  {
    name: "stand-in-server",
    may: ["domain", "http-api", "in-memory-adapter"],
    not: ["^node_modules/effect/(dist|src)/cli/"],
  },
]

const packageDirections: ReadonlyArray<IForbiddenRuleType> = packages.flatMap(({ may, name, not }) => [
  {
    name: `${name}-imports-${may.join("-and-") || "no-other-package"}`,
    severity: "error",
    from: { path: src(name), pathNot: testing },
    to: { path: "^packages/", pathNot: [name, ...may].map((other) => `^packages/${other}/`) },
  },
  {
    name: `${name}-knows-no-outer-technology`,
    severity: "error",
    from: { path: src(name), pathNot: testing },
    to: { path: not },
  },
])

const noNode: ReadonlyArray<IForbiddenRuleType> = ["domain", "http-api", "http-adapter", "in-memory-adapter"].map(
  (name) => ({
    name: `${name}-runs-without-node`,
    severity: "error",
    from: { path: src(name) },
    to: { dependencyTypes: ["core"] },
  }),
)

/** The directions of imports that the linter enforces. */
export const importRules = {
  forbidden: [
    { name: "no-import-cycle", severity: "error", from: {}, to: { circular: true } },
    { name: "no-unresolved-import", severity: "error", from: {}, to: { couldNotResolve: true } },
    ...packageDirections,
    ...noNode,
    {
      name: "domain-imports-no-test-tools",
      severity: "error",
      from: { path: src("domain"), pathNot: testing },
      to: { path: [testing, "^node_modules/effect/(dist|src)/(Arbitrary|testing)", "^node_modules/vitest/"] },
    },
    {
      name: "laws-import-the-domain-alone",
      severity: "error",
      from: { path: testing },
      to: { path: ["^packages/(?!domain/)", transports] },
    },
    ...cliDirections,
    {
      name: "cli-run-imports-no-command",
      comment: "A command imports its handler; the flags that both need are in flags.ts.",
      severity: "error",
      from: { path: "^packages/cli/src/commands/", pathNot: "/command[.]ts$" },
      to: { path: "^packages/cli/src/commands/.*/command[.]ts$" },
    },
    {
      name: "cli-command-imports-no-other-command",
      severity: "error",
      from: { path: "^packages/cli/src/commands/([^/]+)/" },
      to: { path: "^packages/cli/src/commands/[^/]+/", pathNot: "^packages/cli/src/commands/$1/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // A test may import anything.
    exclude: { path: "[.]test[.]ts$" },
    tsPreCompilationDeps: true,
    parser: "tsc",
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@customer-threads/source", "import", "types", "node", "default"],
    },
  },
} satisfies IConfiguration
