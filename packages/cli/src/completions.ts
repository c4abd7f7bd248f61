import { readFileSync } from "node:fs"
import * as Console from "effect/Console"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** Prints the script of completions for a shell, which the build wrote. */
export const Completions: typeof GlobalFlag.Completions = {
  ...GlobalFlag.Completions,
  run: (shell) =>
    Option.isNone(shell)
      ? Effect.void
      : Effect.suspend(() => {
          const text = readFileSync(new URL("../dist/completions.json", import.meta.url), "utf8")
          return Console.log((JSON.parse(text) as Record<string, string>)[shell.value])
        }),
}
