// Writes packages/cli/dist/completions.json: a script of completions for each shell, made by Effect from the command tree. Effect
// knows neither which texts are files nor the program's own values, so they are put into its description and its scripts.
import { writeFileSync } from "node:fs"
import * as Completions from "effect/cli/Completions"
import type { FlagDoc, HelpDoc } from "effect/cli/HelpDoc"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { defaultOf, settings } from "../packages/cli/src/config/keys.ts"
import { columnNames } from "../packages/cli/src/output/columns.ts"
import { command } from "../packages/cli/src/program.ts"
import { helpDocs } from "./helpDocs.ts"

const choice = (...values: ReadonlyArray<string>) => ({ _tag: "Choice", values }) as const

const isChoice = (value: string | undefined): value is string => value !== undefined

/** The values that a setting can have, if there are few; otherwise its default, which shows how a value is written. */
const valuesOf = (one: (typeof settings)[number]): ReadonlyArray<string> => {
  const fallback = defaultOf(one)
  return fallback === "true" || fallback === "false" ? ["true", "false"] : [fallback].filter(isChoice)
}

/** Names of profiles, read when the user completes. An invalid settings file offers none. */
const profiles = "threads config profiles 2>/dev/null </dev/null"

const keys = settings.map(({ key }) => key)

/** The cases of a shell's `case` or `switch` that prints the values of a setting. */
const cases = (line: (key: string, values: string) => string): string =>
  settings.flatMap((one) => (valuesOf(one).length === 0 ? [] : [line(one.key, valuesOf(one).join(" "))])).join("\n")

interface Shell {
  /** The text of the script for each of the program's own kinds of values. */
  readonly values: Readonly<Record<"@profiles" | "@columns" | "@keys" | "@values", string>>
  /** Writes a choice of one value as Effect does. */
  readonly written: (value: string) => string
  /** A function that prints the values of the setting that is its argument. */
  readonly functions: string
}

const shells: Readonly<Record<"bash" | "zsh" | "fish" | "powershell", Shell>> = {
  bash: {
    written: (value) => `_threads--choices "$cur" "$_comp_word" '${value}'`,
    values: {
      "@profiles": `_threads--choices "$cur" "$_comp_word" $(${profiles})`,
      // What stands before the last comma, before each column.
      "@columns": `COMPREPLY=( $(compgen -W "$(echo "\${cur%"\${cur##*,}"}"{${columnNames.join(",")}})" -- "$cur") )`,
      "@keys": `_threads--choices "$cur" "$_comp_word" ${keys.join(" ")}`,
      "@values": '_threads--choices "$cur" "$_comp_word" $(_threads--values "$prev")',
    },
    functions: `_threads--values()\n{\n  case "$1" in\n${cases((key, values) => `    ${key}) echo ${values} ;;`)}\n  esac\n}\n`,
  },
  zsh: {
    written: (value) => `(${value})`,
    values: {
      "@profiles": `{compadd -- \${(f)"$(${profiles})"}}`,
      "@columns": `{_values -s , column ${columnNames.join(" ")}}`,
      "@keys": `(${keys.join(" ")})`,
      "@values": "{compadd -- $(_threads_values $words[CURRENT-1])}",
    },
    functions: `_threads_values() {\n  case "$1" in\n${cases((key, values) => `    ${key}) echo ${values} ;;`)}\n  esac\n}\n`,
  },
  fish: {
    written: (value) => `'${value}'`,
    values: {
      "@profiles": `'(${profiles})'`,
      "@columns": `'(__fish_append , ${columnNames.join(" ")})'`,
      // Fish offers the values of all arguments at each of them.
      "@keys": "'(__threads_keys (commandline -poc)[-1])'",
      "@values": "'(__threads_values (commandline -poc)[-1])'",
    },
    functions: [
      "function __threads_values\n  switch $argv[1]",
      cases((key, values) => `    case ${key}\n      printf '%s\\n' ${values}`),
      "  end\nend",
      `function __threads_keys\n  contains -- $argv[1] ${keys.join(" ")}; or printf '%s\\n' ${keys.join(" ")}\nend\n`,
    ].join("\n"),
  },
  powershell: {
    written: (value) => `@('${value}')`,
    values: {
      "@profiles": `@(${profiles.replace("/dev/null </dev/null", "$null")})`,
      "@columns": `@(${columnNames.map((name) => `'${name}'`).join(", ")})`,
      "@keys": `@(${keys.map((key) => `'${key}'`).join(", ")})`,
      "@values": "@()",
    },
    functions: "",
  },
}

const own = {
  columns: choice("@columns"),
  profile: choice("@profiles"),
  KEY: choice("@keys"),
  VALUE: choice("@values"),
}

const typeOf = ({ name, type }: { readonly name: string; readonly type: string }) =>
  type === "FILE"
    ? ({ _tag: "Path", pathType: "file" } as const)
    : Object.hasOwn(own, name)
      ? own[name as keyof typeof own]
      : undefined

const globalFlag = (flag: FlagDoc): Completions.FlagDescriptor => ({
  name: flag.name,
  aliases: flag.aliases.map((alias) => alias.replace(/^-+/, "")),
  description: Option.getOrUndefined(flag.description),
  negation: false,
  type: flag.type.startsWith("<")
    ? choice(...flag.type.slice(1, -1).split("|"))
    : (typeOf(flag) ?? { _tag: flag.type === "boolean" ? "Boolean" : "String" }),
})

const docs = new Map((await Effect.runPromise(helpDocs())).map((doc) => [doc.commandPath?.join(" "), doc]))

/** Adds to Effect's description of a command its global flags, files, and the program's own values. */
const described = (
  found: Completions.CommandDescriptor,
  above: ReadonlyArray<string> = [],
): Completions.CommandDescriptor => {
  const path = [...above, found.name]
  const doc: HelpDoc | undefined = docs.get(path.join(" "))
  if (doc === undefined) throw new Error(`no help for ${path.join(" ")}`)
  const types = new Map(doc.flags.map((flag) => [flag.name, typeOf(flag)]))
  return {
    ...found,
    flags: [
      ...found.flags.map((flag) => ({ ...flag, type: types.get(flag.name) ?? flag.type })),
      ...(doc.globalFlags ?? []).map(globalFlag),
    ],
    arguments: found.arguments.map((one) => ({ ...one, type: typeOf({ name: one.name, type: "" }) ?? one.type })),
    subcommands: found.subcommands.map((sub) => described(sub, path)),
  }
}

const root = described(Completions.fromCommand(command))
const help: Completions.CommandDescriptor = {
  name: "help",
  description: "Show the help of a command",
  flags: [],
  arguments: [],
  subcommands: root.subcommands.map((sub) => ({
    ...sub,
    flags: [],
    arguments: [],
    subcommands: sub.subcommands.map((below) => ({ ...below, flags: [], arguments: [] })),
  })),
}
const tree = { ...root, subcommands: [...root.subcommands, help] }

const script = (name: keyof typeof shells): string => {
  const { functions, values, written } = shells[name]
  const filled = Object.entries(values).reduce(
    (text, [kind, value]) => text.replaceAll(written(kind), value),
    Completions.generate("threads", name, tree),
  )
  const left = /@(profiles|columns|keys|values)/.exec(filled)
  if (left !== null) throw new Error(`${name}: ${left[0]} has no values`)
  // Zsh reads the name of the program in the first line.
  return filled.replace(/\n\n/, `\n\n${functions.replaceAll("$", "$$$$")}\n`)
}

writeFileSync(
  new URL("../packages/cli/dist/completions.json", import.meta.url),
  JSON.stringify({ bash: script("bash"), zsh: script("zsh"), fish: script("fish"), powershell: script("powershell") }),
)
