import { execFileSync, spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { program } from "../../../../test/support/runThreads.ts"
import { isInstalled } from "../../../../test/support/tools.ts"
import { settings } from "../../src/config/keys.ts"

/** Prints what zsh offers in a terminal after each line and a tab, with the commands of a file ($0) run before. */
const zshOffers = `
zmodload zsh/zpty
zpty pty zsh -f -i
zpty -w pty "source $0"
while zpty -r pty line; do [[ $line == READY* ]] && break; done
for text in "$@"; do
  zpty -n -w pty $'\\x15'"$text"$'\\t'
  while zpty -r pty line; do
    [[ $line == *END* ]] && break
    [[ $line == OFFER* ]] && print -r -- "\${\${line#OFFER }%$'\\r'*}"
  done
  print -- ---
done
zpty -d pty
`

/** Makes zsh print each offer in a line. The completion system calls `compadd` for each. */
const zshSetup = `
PS1=
autoload -U compinit
compinit -u -D
source "$HOME/zsh"
compadd() {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
  local -a offered
  builtin compadd -A offered "$@"
  print -rl -- "" OFFER\\ $^offered
}
# Zsh forgets these functions when it calls them.
ended() { print -l "" END; comppostfuncs=(ended) }
comppostfuncs=(ended)
print READY
`

const profiles = "[default]\n[staging]\n"

describe("the completions", () => {
  const folder = mkdtempSync(join(tmpdir(), "threads-completions-"))
  const file = (shell: string) => join(folder, shell)
  const config = join(folder, ".config/threads/config.toml")
  beforeAll(() => {
    mkdirSync(dirname(config), { recursive: true })
    writeFileSync(config, profiles)
    mkdirSync(join(folder, "bin"))
    symlinkSync(program, join(folder, "bin/threads"))
    writeFileSync(join(folder, "something.json"), "")
    writeFileSync(join(folder, "some threads.ndjson"), "")
    writeFileSync(join(folder, "zsh-setup"), zshSetup)
    for (const shell of ["bash", "zsh", "fish"]) {
      writeFileSync(file(shell), execFileSync(process.execPath, [program, "--completions", shell]))
    }
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Offers of a shell for the last word of a line, in a user's home with two profiles and some files. */
  const inShell = (shell: string, script: string, ...args: ReadonlyArray<string>) => {
    const env = { PATH: `${folder}/bin:${process.env.PATH}`, HOME: folder }
    const { status, stderr, stdout } = spawnSync(shell, ["-c", script, ...args], {
      encoding: "utf8",
      env,
      cwd: folder,
      timeout: 60_000,
    })
    assert.deepStrictEqual([status, stderr], [0, ""])
    return stdout.split("\n").filter((line) => line !== "")
  }

  /** The content of `COMPREPLY` after bash ran the function that is registered for the program. */
  const inBash = (...words: ReadonlyArray<string>) =>
    inShell(
      "bash",
      `source "$0"
       [[ "$(complete -p threads)" =~ -F\\ ([^ ]+) ]] || exit 1
       COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=\${#COMP_LINE}
       "\${BASH_REMATCH[1]}" threads "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD - 1]}"
       printf '%s\\n' "\${COMPREPLY[@]}"`,
      file("bash"),
      ...words,
    )
  /** The offers of zsh for each line. It starts once, as it needs a second for that. */
  const inZsh = (...lines: ReadonlyArray<string>) =>
    inShell("zsh", zshOffers, file("zsh-setup"), ...lines)
      .join("\n")
      .split("---\n")
      .map((offers) => offers.split("\n").filter((offer) => offer !== "" && offer !== "---"))

  const inFish = (...words: ReadonlyArray<string>) =>
    inShell("fish", 'source $argv[1]; complete -C "$argv[2]"', file("fish"), words.join(" ")).map(
      (line) => line.split("\t")[0] ?? "",
    )

  const keys = settings.map(({ key }) => key)
  const cases: ReadonlyArray<readonly [ReadonlyArray<string>, ReadonlyArray<string>]> = [
    [["li"], ["list"]],
    [["doc"], ["doctor"]],
    [["list", "--form"], ["--format"]],
    [
      ["list", "--format", ""],
      ["table", "json", "ndjson", "csv", "tsv"],
    ],
    [["list", "-f", "n"], ["ndjson"]],
    [["list", "--no-a"], ["--no-archived"]],
    [["list", "--format", "csv", "--form"], []],
    [["serve", "--da"], ["--data"]],
    [["help", "auth", "logo"], ["logout"]],
    // Files.
    [
      ["serve", "--data", "some"],
      ["some threads.ndjson", "something.json"],
    ],
    [["serve", "--ready-file", "something"], ["something.json"]],
    [["export", "--customers", "something"], ["something.json"]],
    [["export", "-o", "something"], ["something.json"]],
    // Profiles.
    [["list", "--prof"], ["--profile"]],
    [
      ["list", "--profile", ""],
      ["default", "staging"],
    ],
    [["config", "get", "-p", "st"], ["staging"]],
    [["serve", "--prof"], []],
    // Columns.
    [["list", "--columns", "sta"], ["state"]],
    [["export", "--columns", "id,lastM"], ["id,lastMessageOn"]],
    // Settings.
    [["config", "get", ""], keys],
    [["config", "set", "keep"], ["keep_alive"]],
    [
      ["config", "set", "keep_alive", ""],
      ["true", "false"],
    ],
    [["config", "set", "attempts", ""], ["3"]],
  ]

  /** Bash and zsh quote a space with a backslash, and fish when it inserts the text. */
  const quoted = (offered: ReadonlyArray<string>) => offered.map((text) => text.replace(" ", "\\ "))

  it.each(cases)("offer in bash for threads %j %j", (words, offered) => {
    assert.sameMembers(inBash("threads", ...words), quoted(offered))
  })

  it.skipIf(!isInstalled("fish")).each(cases)("offer in fish for threads %j %j", (words, offered) => {
    // Fish offers flags beside the values of an argument.
    const isFlag = (text: string) => text.startsWith("-") && words.at(-1) === ""
    assert.sameMembers(
      inFish("threads", ...words).filter((text) => !isFlag(text)),
      [...offered],
    )
  })

  it.skipIf(!isInstalled("zsh"))("offer the same in zsh", () => {
    const offers = inZsh(...cases.map(([words]) => ["threads", ...words].join(" ")))
    cases.forEach(([words, offered], at) => {
      // Zsh keeps what stands before the last comma, and offers the rest.
      const last = offered.map((text) => text.slice(text.lastIndexOf(",") + 1))
      assert.sameMembers(offers[at] ?? [], quoted(last), words.join(" "))
    })
  })

  it.each([
    ["bash", () => inBash("threads", "list", "--profile", "")],
    ["zsh", () => inZsh("threads list --profile ")[0]],
    ["fish", () => inFish("threads", "list", "--profile", "")],
  ] as const)("offer no profile in %s, and print nothing, if the settings file is invalid", (shell, offers) => {
    if (shell !== "bash" && !isInstalled(shell)) return
    writeFileSync(config, "[default\n")
    assert.deepStrictEqual(offers(), [])
    writeFileSync(config, profiles)
  })

  for (const [shell, check] of [
    ["bash", "-n"],
    ["zsh", "-n"],
    ["fish", "--no-execute"],
  ] as const) {
    it.skipIf(shell !== "bash" && !isInstalled(shell))(`are valid ${shell}`, () => {
      const { status, stderr, stdout } = spawnSync(shell, [check, file(shell)], { encoding: "utf8" })
      assert.deepStrictEqual([status, stdout, stderr], [0, "", ""])
    })
  }

  it.skipIf(!isInstalled("zsh"))("are registered in zsh", () => {
    const script = `autoload -U compinit; compinit -u -D; source "$0"; print -- "\${_comps[threads]}"`
    assert.deepStrictEqual(inShell("zsh", script, file("zsh")), ["_threads"])
  })
})
