import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import type { HelpDoc } from "effect/cli/HelpDoc"
import * as Effect from "effect/Effect"
import { platform } from "../packages/cli/src/platform.ts"
import { builtIns, command } from "../packages/cli/src/program.ts"
import { version } from "../packages/cli/src/version.ts"

/** Reads the help of the command that `names` lead to. */
const helpDocOf = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
  const found: Array<HelpDoc> = []
  const collect = CliOutput.layerPresenter({
    present: (event) => Effect.sync(() => (event._tag === "Help" ? found.push(event.helpDoc) : 0)),
  })
  yield* Effect.orDie(Command.runWith(command, { version })([...names, "--help"])).pipe(
    Effect.provide([collect, builtIns, platform]),
  )
  const [helpDoc] = found
  return helpDoc ?? (yield* Effect.die(new Error(`no help for ${names.join(" ")}`)))
})

/** Lists the help of a command and of every command below it, in their order: by default, of the whole program. */
export const helpDocs = (names: ReadonlyArray<string> = []): Effect.Effect<ReadonlyArray<HelpDoc>> =>
  Effect.gen(function* () {
    const helpDoc = yield* helpDocOf(names)
    const below = (helpDoc.subcommands ?? []).flatMap(({ commands }) => commands.map(({ name }) => [...names, name]))
    return [helpDoc, ...(yield* Effect.forEach(below, helpDocs)).flat()]
  })
