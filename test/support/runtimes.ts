import { type ExecFileOptions, execFile } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Effect } from "effect"
import type { Language } from "../../packages/cli/src/commands/request/languages.ts"
import type { Ended } from "./runThreads.ts"
import {
  csharpProject,
  findOkHttp,
  findPowerShell,
  findPython,
  missingTools,
  readCSharpCompile,
  type ToolName,
} from "./tools.ts"

/** Where programs are written: below the tests, so that Node finds what they import. */
export const folder = fileURLToPath(new URL("../.programs/", import.meta.url))

type Command = readonly [file: string, ...args: ReadonlyArray<string>]

/** Runs a program of one language, or names the tools that this machine lacks. */
export interface Runtime<Name extends string = Language> {
  readonly language: Name
  readonly file: string
  readonly command: Command
  /** Compiles the file in a folder once, before it runs any number of times. */
  readonly compile?: (cwd: string) => readonly [command: Command, cwd: string]
  readonly missing: string | undefined
}

/** Makes a runtime. The tools that it needs are looked for on this machine. */
export const makeRuntime = async <Name extends string>(
  runtime: Omit<Runtime<Name>, "missing">,
  ...needed: ReadonlyArray<ToolName>
): Promise<Runtime<Name>> => {
  const lacking = await missingTools(needed)
  return { ...runtime, missing: lacking.length === 0 ? undefined : `${lacking.join(" and ")} not installed` }
}

/** Compiles C# as the project was compiled, beside the files of its build. */
const compileCSharp = (cwd: string) => {
  const { args, compiler } = readCSharpCompile()!
  cpSync(`${csharpProject}app`, cwd, { recursive: true })
  return [["dotnet", "exec", compiler, ...args, `-out:${cwd}/App.dll`, `${cwd}/Program.cs`], csharpProject] as const
}

/** Python with requests. If it is missing, nothing runs it. */
export const python = (await findPython()) ?? "python3"

/** Java, which starts sooner if it optimizes less. */
export const java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"] as const

export const runtimes: ReadonlyArray<Runtime> = await Promise.all([
  makeRuntime({ language: "curl", file: "list.sh", command: ["sh", "list.sh"] }, "curl 7.76 or newer"),
  makeRuntime({ language: "python", file: "list.py", command: [python, "list.py"] }, "python3 with requests"),
  makeRuntime(
    {
      language: "go",
      file: "list.go",
      compile: (cwd) => [["go", "build", "-o", "list", "list.go"], cwd],
      command: ["./list"],
    },
    "go",
  ),
  makeRuntime({ language: "node", file: "list.mjs", command: ["node", "list.mjs"] }, "axios"),
  makeRuntime({ language: "ruby", file: "list.rb", command: ["ruby", "list.rb"] }, "ruby"),
  makeRuntime(
    { language: "csharp", file: "Program.cs", compile: compileCSharp, command: ["dotnet", "App.dll"] },
    "dotnet with RestSharp",
  ),
  makeRuntime({ language: "php", file: "list.php", command: ["php", "list.php"] }, "php with curl"),
  makeRuntime(
    { language: "java", file: "ListThreads.java", command: [...java, "-cp", findOkHttp() ?? "", "ListThreads.java"] },
    "java",
    "OkHttp",
  ),
  makeRuntime(
    {
      language: "powershell",
      file: "list.ps1",
      command: [findPowerShell() ?? "pwsh", "-NoProfile", "-File", "list.ps1"],
    },
    "pwsh",
  ),
  makeRuntime({
    language: "effect",
    file: "list.ts",
    command: ["node", "--conditions=@customer-threads/source", "list.ts"],
  }),
])

/** A folder of its own for one program, removed when the scope ends. */
const workFolder = (name: string) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      mkdirSync(folder, { recursive: true })
      return mkdtempSync(`${folder}${name}-`)
    }),
    (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true })),
  )

const { DOTNET_ROOT, HOME, PATH } = process.env

const baseEnv = {
  PATH,
  HOME,
  ...(DOTNET_ROOT === undefined ? {} : { DOTNET_ROOT }),
  LANG: "C.UTF-8",
  LC_ALL: "C.UTF-8",
  POWERSHELL_TELEMETRY_OPTOUT: "1",
}

/** Runs a command with no settings but the given ones, to its end, or to an end of it when interrupted. */
const runCommand = ([file, ...args]: Command, cwd: string, env: Record<string, string>) =>
  Effect.callback<Ended>((resume, signal) => {
    const options: ExecFileOptions = { cwd, env: { ...baseEnv, ...env }, signal, timeout: 150_000 }
    const child = execFile(file, args, options, (_, stdout, stderr) =>
      resume(Effect.succeed({ code: child.exitCode, stdout: String(stdout), stderr: String(stderr) })),
    )
  })

/** Writes a program and compiles it. Returns a function that runs it with no settings but the given ones. */
export const prepareProgram = Effect.fnUntraced(function* (runtime: Runtime<string>, program: string) {
  const cwd = yield* workFolder(runtime.file)
  writeFileSync(`${cwd}/${runtime.file}`, program)
  if (runtime.compile !== undefined) {
    const { code, stderr, stdout } = yield* runCommand(...runtime.compile(cwd), {})
    if (code !== 0) return yield* Effect.die(new Error(`${runtime.file} does not compile: ${stdout}${stderr}`))
  }
  return (env: Record<string, string>) => runCommand(runtime.command, cwd, env)
})

/** Prepares a program, and runs it once. */
export const runProgram = (runtime: Runtime<string>, program: string, env: Record<string, string>) =>
  Effect.scoped(Effect.flatMap(prepareProgram(runtime, program), (run) => run(env)))
