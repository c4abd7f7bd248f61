import { execFile, execFileSync, spawn } from "node:child_process"
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:net"
import { tmpdir } from "node:os"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { parseThreads } from "@customer-threads/http-api"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"
import { StandInServer } from "@customer-threads/stand-in-server"
import { afterAll, assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { cases } from "./support/depth.ts"
import { runThreads } from "./support/runThreads.ts"

const root = fileURLToPath(new URL("..", import.meta.url))
const folder = `${root}test/.documentation`
const pages = globSync(["*.md", "docs/*.md", "packages/*/README.md", "examples/*/README.md"], { cwd: root })
const sources = globSync("packages/*/src/**/*.ts", { cwd: root })

/** The text of a page, or of the documentation comments of a source. */
const readPage = (page: string): string => {
  const text = readFileSync(root + page, "utf8")
  return page.endsWith(".ts") ? [...text.matchAll(/^ *\* ?(.*)$/gm)].map(([, line]) => line).join("\n") : text
}

interface Block {
  readonly page: string
  readonly language: string
  readonly code: string
  /** Output that the page shows for this block. */
  readonly prints: string | undefined
  readonly file: string
}

const blocks: ReadonlyArray<Block> = [...pages, ...sources].flatMap((page) => {
  const found = [
    ...readPage(page).matchAll(
      /^( *)```(\w*)\n([\s\S]*?)\n\1```\n(?:\n+[^\n`]*\bprints\b[^\n]*\n+```text\n([\s\S]*?)```)?/gm,
    ),
  ]
  return found.map(([, indent = "", language = "", code = "", prints], at) => ({
    page,
    language,
    code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    prints,
    file: `${folder}/${page.replace(/\W/g, "-")}-${at}.ts`,
  }))
})

const inLanguage = (language: string) => blocks.filter((block) => block.language === language)
const isSuite = ({ code }: Block) => code.includes("/testing/vitest")
const runnable = inLanguage("ts").filter((block) => !isSuite(block))

mkdirSync(folder, { recursive: true })
for (const { code, file } of inLanguage("ts")) writeFileSync(file, `${code}\nexport {}\n`)
writeFileSync(
  `${folder}/tsconfig.json`,
  '{ "extends": "../../tsconfig.test.json", "compilerOptions": { "noUnusedLocals": true }, "include": ["*.ts"] }',
)

const credentials = { username: Redacted.make("demo"), password: Redacted.make("demo") }
const server = Layer.unwrap(
  Effect.gen(function* () {
    const threads = yield* parseThreads(readFileSync(`${root}examples/sample-threads.ndjson`, "utf8"))
    return Layer.provide(StandInServer.layer({ port: 0, credentials }), InMemoryThreadRepository.layer(threads))
  }),
)

describe("the documentation", () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("has code in every language that is checked here, and in no other", () => {
    assert.deepStrictEqual([...new Set(blocks.map(({ language }) => language))].sort(), ["sh", "text", "ts"])
    assert.isAtLeast(inLanguage("ts").length, 9)
  })

  it.each(["ThreadQuery.ts", "listAll.ts", "testing/suite.ts"])("has an example in the doc comments of %s", (file) => {
    assert.include(
      inLanguage("ts").map(({ page }) => page),
      `packages/domain/src/${file}`,
    )
  })

  // The examples of `suite` define tests.
  for (const { file, page } of inLanguage("ts").filter(isSuite)) describe(page, async () => await import(file))

  // A report of a measurement keeps the names of its day.
  it.each(pages.filter((page) => page !== "docs/mutation.md"))("names no file in %s that does not exist", (page) => {
    const text = readFileSync(root + page, "utf8")
    const paths = [...text.matchAll(/`((?:packages|scripts|test|examples|docs)\/[\w./-]+)`/g)].map(
      ([, path = ""]) => path,
    )
    assert.deepStrictEqual(
      paths.filter((path) => !existsSync(root + path) && !existsSync(`${root}${dirname(page)}/${path}`)),
      [],
    )
  })

  it("has examples that compile", () => {
    try {
      execFileSync("tsc", ["-p", `${folder}/tsconfig.json`], { encoding: "utf8" })
    } catch (error) {
      assert.fail((error as { stdout: string }).stdout)
    }
  })

  it.live("has examples that run and print what the page says", () =>
    Effect.gen(function* () {
      const env = {
        PATH: process.env.PATH,
        THREADS_BASE_URL: yield* StandInServer.baseUrl,
        THREADS_USERNAME: "demo",
        THREADS_PASSWORD: "demo",
      }
      // One process runs all examples, since each would load Effect for a second.
      const files = runnable.map(({ file }) => file)
      const runner = `for (const file of ${JSON.stringify(files)}) { await import(file); console.log("\\0") }`
      writeFileSync(`${folder}/run.mjs`, runner)
      const { stderr, stdout } = yield* Effect.promise(() =>
        promisify(execFile)("node", ["--conditions=@customer-threads/source", `${folder}/run.mjs`], { cwd: root, env }),
      )
      assert.strictEqual(stderr, "")
      const outputs = stdout.split("\0\n")
      assert.lengthOf(outputs, files.length + 1)
      for (const [index, { page, prints }] of runnable.entries()) {
        if (prints !== undefined) assert.strictEqual(outputs[index], prints, page)
      }
    }).pipe(Effect.provide(server)),
  )

  it.live("shows of the demonstration what it prints", () =>
    Effect.gen(function* () {
      const { stdout } = yield* runThreads(["demo"], { cwd: root })
      const shown = blocks.find(({ prints }) => prints?.startsWith("ID "))
      const [lines = [], printed] = [shown?.prints?.trimEnd().split("\n"), stdout.trimEnd().split("\n")]
      assert.deepStrictEqual(printed.slice(0, lines.length), lines)
      assert.strictEqual(printed.length - lines.length, 15)
    }),
  )

  it("installs packages that there are", () => {
    const names = globSync("packages/*/package.json", { cwd: root }).map(
      (file) => JSON.parse(readFileSync(root + file, "utf8")).name,
    )
    const installs = inLanguage("sh").filter(({ code }) => code.startsWith("npm install"))
    assert.isAtLeast(installs.length, 6)
    for (const { code } of installs) {
      const installed = code.split(" ").filter((word) => word.startsWith("@customer-threads/"))
      for (const name of installed) assert.include(names, name)
    }
    const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8"))
    assert.containsAllKeys(scripts, ["start", "test", "prepare"])
  })

  // `npm ci` and `npm install` are run by .ci/run, and `npm pack` by scripts/checkPackages.ts.
  const scripts = Map.groupBy(
    inLanguage("sh").filter(({ code }) => !/^(mkdir .*\n)?npm /.test(code)),
    ({ page }) => page,
  )

  it.live.each([...scripts])(
    "has commands in %s that work in one shell, if port 8080 is taken and a stand-in starts slowly",
    ([, onPage]) =>
      Effect.gen(function* () {
        yield* takePort(8080)
        const script = onPage.map(({ code }) => code).join("\n")
        const { left, output, status } = yield* runAsPasted(script)
        assert.strictEqual(status, 0, output)
        assert.isFalse(left, `a process of the examples still runs:\n${output}`)
      }).pipe(Effect.scoped),
  )
})

/** Delay of the start of a stand-in. */
const startMillis = cases(500, 4_000)

/** Listens on a port. If another process has the port already, it stays so. */
const takePort = (port: number) =>
  Effect.acquireRelease(
    Effect.callback<Server>((resume) => {
      const server = createServer().once("error", () => resume(Effect.succeed(server)))
      server.listen(port, "127.0.0.1", () => resume(Effect.succeed(server)))
    }),
    (server) => Effect.sync(() => server.close()),
  )

/**
 * Runs a script in an own home folder, and delays the start of each stand-in. The result says whether a process
 * is left when the script has ended; such processes are killed.
 */
const runAsPasted = (script: string) =>
  Effect.callback<{ readonly left: boolean; readonly output: string; readonly status: number | null }>((resume) => {
    const home = mkdtempSync(`${tmpdir()}/customer-threads-`)
    writeFileSync(
      `${home}/slow.cjs`,
      `if (process.argv[2] === "serve") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${startMillis})`,
    )
    const env = {
      HOME: home,
      NODE_OPTIONS: `--require=${home}/slow.cjs`,
      PATH: `${root}node_modules/.bin:${process.env.PATH}`,
    }
    const child = spawn("bash", ["-ec", script], { cwd: root, detached: true, env, stdio: ["ignore", "pipe", "pipe"] })
    let output = ""
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk
      })
    }
    // "close" comes when the script and each process that has its streams have ended. A process that the script has
    // stopped ends soon after the script.
    const killAll = () => {
      try {
        process.kill(-(child.pid ?? 0), "SIGKILL")
        return true
      } catch {
        return false
      }
    }
    let left = false
    child.on("exit", () => {
      setTimeout(() => {
        left = killAll()
      }, 30_000).unref()
    })
    child.on("close", (status) => {
      rmSync(home, { recursive: true, force: true })
      resume(Effect.succeed({ left, output, status }))
    })
    return Effect.sync(killAll)
  })
