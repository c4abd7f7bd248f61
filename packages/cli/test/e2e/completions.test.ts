import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { program } from "../../../../test/support/runThreads.ts"
import { isInstalled } from "../../../../test/support/tools.ts"

describe("the completions", () => {
  const folder = mkdtempSync(join(tmpdir(), "threads-completions-"))
  const file = (shell: string) => join(folder, shell)
  beforeAll(() => {
    for (const shell of ["bash", "zsh", "fish"]) {
      writeFileSync(file(shell), execFileSync(process.execPath, [program, "--completions", shell]))
    }
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Offers of a shell for the last word of a line, without settings of a user. */
  const inShell = (shell: string, script: string, ...args: ReadonlyArray<string>) => {
    const noUser = { PATH: process.env.PATH ?? "", HOME: folder }
    const { status, stderr, stdout } = spawnSync(shell, ["-c", script, ...args], { encoding: "utf8", env: noUser })
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
  const cases: ReadonlyArray<readonly [ReadonlyArray<string>, ReadonlyArray<string>]> = [
    [["threads", "li"], ["list"]],
    [["threads", "doc"], ["doctor"]],
    [["threads", "list", "--form"], ["--format"]],
    [
      ["threads", "list", "--format", ""],
      ["table", "json", "ndjson", "csv", "tsv"],
    ],
    [["threads", "list", "--format", "n"], ["ndjson"]],
    [["threads", "list", "--no-a"], ["--no-archived"]],
    [["threads", "list", "--format", "csv", "--form"], []],
    [["threads", "serve", "--d"], ["--data"]],
  ]

  it.each(cases)("offer in bash for %j %j", (words, offered) => {
    assert.deepStrictEqual(inBash(...words), offered)
  })

  it.skipIf(!isInstalled("fish")).each(cases)("offer in fish for %j %j", (words, offered) => {
    const script = 'source $argv[1]; complete -C "$argv[2]"'
    const lines = inShell("fish", script, file("fish"), words.join(" "))
    assert.deepStrictEqual(lines.map((line) => line.split("\t")[0]).sort(), [...offered].sort())
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
