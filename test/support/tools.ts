import { execFile } from "node:child_process"
import { existsSync, globSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const run = promisify(execFile)

/** The output of a program, or undefined if it fails or does not exist. */
const outputOf = (command: string, ...args: ReadonlyArray<string>): Promise<string | undefined> =>
  run(command, args).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  )

const succeeds = async (command: string, ...args: ReadonlyArray<string>): Promise<boolean> =>
  (await outputOf(command, ...args)) !== undefined

/** The path of the first of these programs on the PATH. */
const findProgram = (...names: ReadonlyArray<string>): string | undefined =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file))

/** Chromium or Chrome. */
export const findChromium = (): string | undefined => findProgram("chromium", "chromium-browser", "google-chrome")

/** Folder of what `scripts/installTools.ts` installs with dotnet. */
export const dotnetFolder = fileURLToPath(new URL("../../node_modules/.cache/dotnet/", import.meta.url))

/** PowerShell, as dotnet or the machine installed it. */
export const findPowerShell = (): string | undefined =>
  existsSync(`${dotnetFolder}pwsh`) ? `${dotnetFolder}pwsh` : findProgram("pwsh")

/** Folder of the C# project that `scripts/installTools.ts` builds. */
export const csharpProject = `${dotnetFolder}csharp/`

/** File with the compiler of the C# project, and with its arguments: all but those for the program and its output. */
export const csharpCompile = `${csharpProject}compile.json`
export interface CSharpCompile {
  readonly compiler: string
  readonly args: ReadonlyArray<string>
}

/** Reads how C# is compiled, if the C# project was built with an SDK that is still here. */
export const readCSharpCompile = (): CSharpCompile | undefined => {
  if (!existsSync(csharpCompile)) return undefined
  const compile: CSharpCompile = JSON.parse(readFileSync(csharpCompile, "utf8"))
  return existsSync(compile.compiler) ? compile : undefined
}

/** The interpreter that can import requests: the one on the PATH, or else Debian's. */
export const findPython = async (): Promise<string | undefined> => {
  const asked = "import requests, sys; print(sys.executable)"
  return (await outputOf("python3", "-c", asked)) ?? (await outputOf("/usr/bin/python3", "-c", asked))
}

/** OkHttp and Okio, as Debian's package libokhttp-java installs them, or as named by `OKHTTP_CLASSPATH`. */
export const findOkHttp = (): string | undefined => {
  const jars = process.env.OKHTTP_CLASSPATH ?? globSync("/usr/share/java/{okhttp,okio}.jar").join(":")
  return jars !== "" && jars.split(":").every((jar) => existsSync(jar)) ? jars : undefined
}

const hasAxios = (): boolean => {
  try {
    createRequire(import.meta.url).resolve("axios")
    return true
  } catch {
    return false
  }
}

/** Something that tests run beside Node. */
interface Tool {
  readonly isInstalled: () => boolean | Promise<boolean>
  /** Debian's packages with it. None: npm or dotnet installs it. */
  readonly packages: ReadonlyArray<string>
}

const tool = (isInstalled: Tool["isInstalled"], ...packages: ReadonlyArray<string>): Tool => ({ isInstalled, packages })

const onPath = (program: string, ...packages: ReadonlyArray<string>): Tool =>
  tool(() => findProgram(program) !== undefined, ...packages)

/** Everything that tests run beside Node, by name. A test without its tool is skipped. */
export const tools = {
  "curl 7.76 or newer": tool(() => succeeds("curl", "--fail-with-body", "--version"), "curl"),
  "python3 with requests": tool(async () => (await findPython()) !== undefined, "python3-requests"),
  go: tool(() => succeeds("go", "version"), "golang-go"),
  axios: tool(hasAxios),
  ruby: tool(() => succeeds("ruby", "-rnet/http", "-e", "0"), "ruby"),
  "dotnet with RestSharp": tool(() => readCSharpCompile() !== undefined && succeeds("dotnet", "--version")),
  "php with curl": tool(() => succeeds("php", "-r", "exit(extension_loaded('curl') ? 0 : 1);"), "php-cli", "php-curl"),
  java: tool(() => succeeds("java", "--version"), "default-jdk-headless"),
  OkHttp: tool(() => findOkHttp() !== undefined, "libokhttp-java"),
  pwsh: tool(() => findPowerShell() !== undefined),
  "perl with HTTP::Tiny": tool(() => succeeds("perl", "-MHTTP::Tiny", "-e", "0"), "perl"),
  chromium: tool(() => findChromium() !== undefined, "chromium"),
  fish: onPath("fish", "fish"),
  zsh: onPath("zsh", "zsh"),
  man: onPath("man", "man-db"),
  groff: onPath("groff", "groff-base"),
  mandoc: onPath("mandoc", "mandoc"),
} satisfies Record<string, Tool>

export type ToolName = keyof typeof tools

/** Names the tools that this machine lacks. */
export const missingTools = async (names: ReadonlyArray<ToolName>): Promise<ReadonlyArray<ToolName>> => {
  const installed = await Promise.all(names.map((name) => tools[name].isInstalled()))
  return names.filter((_, index) => !installed[index])
}

/** True if a shell or a reader of the manual is here. */
export const isInstalled = (program: "fish" | "groff" | "man" | "mandoc" | "zsh"): boolean =>
  findProgram(program) !== undefined
