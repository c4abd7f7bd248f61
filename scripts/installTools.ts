// Installs what tests run beside Node and what this machine lacks: Debian's packages, and with dotnet PowerShell and a C#
// project with RestSharp. Names what is still missing, and then ends with 1. `.ci/run` runs it.
import { spawnSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import {
  type CSharpCompile,
  csharpCompile,
  csharpProject,
  dotnetFolder,
  missingTools,
  type ToolName,
  tools,
} from "../test/support/tools.ts"

const POWERSHELL_VERSION = "7.6.9"
const RESTSHARP_VERSION = "114.1.0"

const names = Object.keys(tools) as Array<ToolName>

/** Runs a command for at most ten minutes. Its output goes to stderr if it fails. */
const run = (command: string, ...args: ReadonlyArray<string>): string | undefined => {
  console.log(`$ ${command} ${args.join(" ")}`)
  const env = {
    ...process.env,
    DEBIAN_FRONTEND: "noninteractive",
    DOTNET_NOLOGO: "1",
    DOTNET_CLI_TELEMETRY_OPTOUT: "1",
  }
  const { error, status, stderr, stdout } = spawnSync(command, args, { encoding: "utf8", env, timeout: 600_000 })
  if (status === 0) return stdout.trim()
  console.error(`failed: ${error?.message ?? `${stdout}${stderr}`.trim().split("\n").slice(-5).join("\n")}`)
  return undefined
}

const installPackages = (packages: ReadonlyArray<string>) => {
  const asRoot = (...command: readonly [string, ...Array<string>]) =>
    process.getuid?.() === 0 ? run(...command) : run("sudo", "-n", ...command)
  if (asRoot("apt-get", "update", "-qq") === undefined) return
  if (asRoot("apt-get", "install", "-qq", "-y", ...packages) !== undefined) return
  // One package that does not exist must not keep the others away.
  for (const name of packages) asRoot("apt-get", "install", "-qq", "-y", name)
}

const installPowerShell = () =>
  run("dotnet", "tool", "install", "PowerShell", "--version", POWERSHELL_VERSION, "--tool-path", dotnetFolder)

const project = (framework: string) => `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>${framework}</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <ProvideCommandLineArgs>true</ProvideCommandLineArgs>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="RestSharp" Version="${RESTSHARP_VERSION}" />
  </ItemGroup>
</Project>
`

/** Builds a C# project with RestSharp, and keeps the command that compiled it. A whole build takes four times as long. */
const buildCSharpProject = () => {
  const version = run("dotnet", "--version")
  if (version === undefined) return
  rmSync(csharpProject, { recursive: true, force: true })
  mkdirSync(csharpProject, { recursive: true })
  writeFileSync(`${csharpProject}Program.cs`, "return;\n")
  writeFileSync(`${csharpProject}App.csproj`, project(`net${version.split(".")[0]}.0`))
  const asked = ["-target:Build", "-getProperty:RoslynTargetsPath", "-getItem:CscCommandLineArgs"]
  // No server of the build is left behind.
  const noServers = ["-nodeReuse:false", "-p:UseSharedCompilation=false"]
  const built = run("dotnet", "build", csharpProject, "--output", `${csharpProject}app`, ...asked, ...noServers)
  if (built === undefined) return
  const { Items, Properties } = JSON.parse(built) as {
    readonly Properties: { readonly RoslynTargetsPath: string }
    readonly Items: { readonly CscCommandLineArgs: ReadonlyArray<{ readonly Identity: string }> }
  }
  const args = Items.CscCommandLineArgs.map(({ Identity }) => Identity)
  const compile: CSharpCompile = {
    compiler: `${Properties.RoslynTargetsPath}/bincore/csc.dll`,
    // Without its program, its output and its analyzers, which take half a second.
    args: args.filter((arg) => !/^(Program\.cs$|\/(analyzer|debug|embed|out|refout)\b)/.test(arg)),
  }
  writeFileSync(csharpCompile, JSON.stringify(compile, null, 2))
}

const wanted = await missingTools(names)
const packages = wanted.flatMap((name) => tools[name].packages)
if (packages.length > 0) installPackages(packages)
if (wanted.includes("pwsh")) installPowerShell()
if (wanted.includes("dotnet with RestSharp")) buildCSharpProject()

const left = await missingTools(wanted)
if (left.length > 0) {
  console.error(`Not installed: ${left.join(", ")}.`)
  process.exitCode = 1
}
