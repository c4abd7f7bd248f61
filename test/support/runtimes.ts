import { execFile, execFileSync } from "node:child_process"
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import { Effect } from "effect"
import type { Language } from "../../packages/cli/src/commands/request/languages.ts"
import type { Ended } from "./runThreads.ts"

/** Where programs are written: below the tests, so that Node finds what they import. */
export const folder = fileURLToPath(new URL("../.programs/", import.meta.url))

/** Command that runs a printed program, or the reason why this machine cannot run it. */
export interface Runtime {
  readonly language: Language
  readonly file: string
  readonly command: ReadonlyArray<string>
  readonly missing: string | undefined
}

const says = (command: string, ...args: ReadonlyArray<string>): boolean => {
  try {
    execFileSync(command, args, { stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

/** OkHttp and Okio, as Debian's package libokhttp-java installs them, or as named by `OKHTTP_CLASSPATH`. */
const okHttp = process.env.OKHTTP_CLASSPATH ?? globSync("/usr/share/java/{okhttp,okio}.jar").join(":")
const hasOkHttp = okHttp !== "" && okHttp.split(":").every((jar) => existsSync(jar))

const hasAxios = (): boolean => {
  try {
    createRequire(import.meta.url).resolve("axios")
    return true
  } catch {
    return false
  }
}

const runtime = (
  language: Language,
  file: string,
  command: ReadonlyArray<string>,
  needs: string,
  has: boolean,
): Runtime => ({ language, file, command, missing: has ? undefined : `there is no ${needs} here` })

export const runtimes: ReadonlyArray<Runtime> = [
  runtime("curl", "list.sh", ["sh"], "curl 7.76 or newer", says("curl", "--fail-with-body", "--version")),
  runtime("python", "list.py", ["python3"], "python3 with requests", says("python3", "-c", "import requests")),
  runtime("go", "list.go", ["go", "run"], "go", says("go", "version")),
  runtime("node", "list.mjs", ["node"], "axios", hasAxios()),
  runtime("ruby", "list.rb", ["ruby"], "ruby", says("ruby", "-rnet/http", "-e", "0")),
  runtime("csharp", "Program.cs", [], "way to run C#: the tests install neither .NET nor RestSharp", false),
  runtime("php", "list.php", ["php"], "php with curl", says("php", "-r", "exit(extension_loaded('curl') ? 0 : 1);")),
  runtime(
    "java",
    "ListThreads.java",
    ["java", "-cp", okHttp],
    "java with OkHttp",
    hasOkHttp && says("java", "--version"),
  ),
  runtime("powershell", "list.ps1", ["pwsh", "-NoProfile", "-File"], "pwsh", says("pwsh", "-Version")),
  runtime("effect", "list.ts", ["node", "--conditions=@customer-threads/source"], "node", true),
]

/** A folder of its own for one program, removed when the scope ends. */
const workFolder = (language: Language) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      mkdirSync(folder, { recursive: true })
      return mkdtempSync(`${folder}${language}-`)
    }),
    (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true })),
  )

/** Runs a printed program with no settings but the given ones, to its end, or to an end of it when interrupted. */
export const runProgram = Effect.fnUntraced(function* (
  { command: [command = "", ...args], file, language }: Runtime,
  program: string,
  env: Record<string, string>,
) {
  const cwd = yield* workFolder(language)
  writeFileSync(`${cwd}/${file}`, program)
  return yield* Effect.callback<Ended>((resume, signal) => {
    const child = execFile(
      command,
      [...args, file],
      {
        cwd,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: "C.UTF-8", LC_ALL: "C.UTF-8", ...env },
        signal,
        timeout: 150_000,
      },
      (_, stdout, stderr) => resume(Effect.succeed({ code: child.exitCode, stdout, stderr })),
    )
  })
}, Effect.scoped)
