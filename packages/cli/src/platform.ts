import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as NodeStdio from "@effect/platform-node/NodeStdio"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ChildProcessSpawner from "effect/process/ChildProcessSpawner"
import * as Terminal from "effect/Terminal"

const notHere = Effect.die(new Error("What reads from the terminal brings its own."))

/** The terminal's size alone: merely to look at standard input takes longer than most modules, and few commands read. */
const terminalSize = Terminal.make({
  columns: Effect.sync(() => process.stdout.columns ?? 0),
  rows: Effect.sync(() => process.stdout.rows ?? 0),
  size: notHere,
  readInput: notHere,
  readLine: notHere,
  display: () => notHere,
})

/** What the program has of its platform: no command starts another program, so what could is not loaded. */
export const platform = Layer.mergeAll(
  NodeFileSystem.layer,
  NodePath.layer,
  NodeStdio.layer,
  Layer.succeed(Terminal.Terminal, terminalSize),
  Layer.mock(ChildProcessSpawner.ChildProcessSpawner)({}),
)
