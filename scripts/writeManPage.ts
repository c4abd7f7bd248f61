// Writes packages/cli/man/threads.1 from the program's help, settings and exit codes, and the schema of the policy.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import type { FlagDoc, HelpDoc } from "effect/cli/HelpDoc"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { capitalize } from "effect/String"
import { settingMeanings } from "../packages/cli/src/config/keys.ts"
import { exitCodeMeanings } from "../packages/cli/src/errors/CliError.ts"
import { version } from "../packages/cli/src/version.ts"
import { helpDocs } from "./helpDocs.ts"
import { policyTable } from "./policyTable.ts"
import { bold, filled, roff, roffOfMarkdown } from "./roff.ts"

const read = (file: string) => readFileSync(new URL(`../packages/${file}`, import.meta.url), "utf8")

const tagged = (tag: string, text: string): ReadonlyArray<string> => [".TP", tag, filled(text)]

const flag = ({ aliases, description, name, required, type }: FlagDoc): ReadonlyArray<string> => {
  const names = [`--${name}`, ...aliases].map(bold).join(", ")
  const value = type === "boolean" ? "" : ` \\fI${roff(type)}\\fR`
  return tagged(names + value, roff(Option.getOrElse(description, () => "")) + (required ? "; required" : ""))
}

const examplesOf = ({ examples = [] }: HelpDoc): ReadonlyArray<string> =>
  examples.flatMap(({ command, description = "" }, at) => [
    ...(at === 0 ? [] : [".PP"]),
    filled(roff(description)),
    ".RS 4",
    filled(bold(command)),
    ".RE",
  ])

/** The settings of the policy, each with its meaning, values and default. */
const policy = policyTable.flatMap(({ description, expected, fallback, name }) =>
  tagged(bold(name), roff(`${capitalize(description)}. Value: ${expected}. Default: ${fallback}.`)),
)

const [root, ...commands] = await Effect.runPromise(helpDocs())
if (root === undefined) throw new Error("the program has no help")
const everywhere = new Set(root.globalFlags?.map(({ name }) => name))

const command = (helpDoc: HelpDoc): ReadonlyArray<string> => [
  `.SS ${roff((helpDoc.commandPath ?? []).slice(1).join(" "))}`,
  bold(helpDoc.usage),
  ".PP",
  filled(roff(helpDoc.description)),
  ...helpDoc.flags.flatMap(flag),
  ...(helpDoc.inheritedFlags ?? []).flatMap(flag),
  ...(helpDoc.globalFlags ?? []).filter(({ name }) => !everywhere.has(name)).flatMap(flag),
  ...(helpDoc.examples === undefined ? [] : [".PP", ...examplesOf(helpDoc)]),
]
const { description } = JSON.parse(read("cli/package.json"))
const page = [
  `.TH THREADS 1 "" "threads ${version}" "User Commands"`,
  ".nh",
  ".SH NAME",
  filled(`threads \\- ${roff(description.replace(/^The program threads: |\.$/g, ""))}`),
  ".SH SYNOPSIS",
  bold(root.usage),
  ".SH DESCRIPTION",
  filled(roff(root.description)),
  ".SH COMMANDS",
  ...commands.flatMap(command),
  ".SH OPTIONS OF EVERY COMMAND",
  ...(root.globalFlags ?? []).flatMap(flag),
  ".SH ENVIRONMENT",
  ...settingMeanings.flatMap(([names, meaning]) => tagged(names.map(bold).join(", "), roffOfMarkdown(meaning))),
  ".PP",
  "The policy:",
  ...policy,
  ".SH EXIT STATUS",
  ...exitCodeMeanings.flatMap(([code, meaning]) => tagged(String(code), roffOfMarkdown(meaning))),
  ".SH EXAMPLES",
  ...examplesOf(root),
]

const folder = new URL("../packages/cli/man/", import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL("threads.1", folder), `${page.join("\n")}\n`)
