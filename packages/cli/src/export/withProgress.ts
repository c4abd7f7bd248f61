import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as Stdio from "effect/Stdio"
import { isDumbTerminal } from "../isDumbTerminal.ts"
import { progressBar, progressText } from "./progressText.ts"
import type { Tally } from "./Tally.ts"

const write = (text: string) => Effect.sync(() => process.stderr.write(text))
const clear = "\r\u001b[K"

/** Tells on stderr how far an export is: on a terminal in one line that is drawn anew, else in a line now and then. */
export const withProgress = <A, E, R>(tally: Tally, work: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const stdio = yield* Stdio.Stdio
    if ((yield* stdio.stderrIsTerminal) && !(yield* isDumbTerminal)) {
      yield* Effect.addFinalizer(() => write(clear))
      // The last column stays free: some terminals begin a new line when it is written.
      const draw = Effect.flatMap(Clock.currentTimeMillis, (now) =>
        write(`${clear}${progressBar(tally, now, Math.max(1, (process.stderr.columns || 80) - 1))}`),
      )
      yield* Effect.forkScoped(Effect.repeat(draw, Schedule.spaced("100 millis")))
    } else {
      const tell = Effect.flatMap(Clock.currentTimeMillis, (now) => write(`${progressText(tally, now)}\n`))
      yield* Effect.forkScoped(Effect.repeat(Effect.delay(tell, "5 seconds"), Schedule.forever))
    }
    return yield* work
  }).pipe(Effect.scoped)
