import * as Effect from "effect/Effect"
import * as Path from "effect/Path"

/** Where the package has its sample threads. */
export const sampleThreadsFile: Effect.Effect<string, never, Path.Path> = Path.Path.use((path) =>
  Effect.orDie(path.fromFileUrl(new URL("../samples/sample-threads.ndjson", import.meta.url))),
)
