import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as NodeStdio from "@effect/platform-node/NodeStdio"
import * as NodeTerminal from "@effect/platform-node/NodeTerminal"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ChildProcessSpawner from "effect/process/ChildProcessSpawner"
import * as Sink from "effect/Sink"
import * as Stdio from "effect/Stdio"
import * as Terminal from "effect/Terminal"
import { transport } from "./service/transport.ts"
import { System } from "./system.ts"

const system = Layer.sync(System, () => ({
  platform: process.platform,
  userId: process.getuid?.(),
  node: process.execPath,
}))

/** Writes to a stream, and continues after each text when it is written. `main.ts` handles a stream that breaks. */
const sinkTo = (stream: () => NodeJS.WriteStream) => {
  const write = (text: string | Uint8Array) =>
    Effect.callback<void>((resume) => {
      stream().write(text, () => resume(Effect.void))
    })
  return () => Sink.forEach(write)
}

const stdio = Layer.effect(
  Stdio.Stdio,
  Effect.map(Stdio.Stdio, (node) =>
    Stdio.make({ ...node, stdout: sinkTo(() => process.stdout), stderr: sinkTo(() => process.stderr) }),
  ),
).pipe(Layer.provide(NodeStdio.layer))

/** Node's terminal, made when a command reads from it: to look at stdin alone takes longer than most modules. */
const nodeTerminal = NodeTerminal.make()

const terminal = Terminal.make({
  // A stream that is redirected has no size.
  columns: Effect.sync(() => process.stdout.columns ?? process.stderr.columns ?? 0),
  rows: Effect.sync(() => process.stdout.rows ?? process.stderr.rows ?? 0),
  size: Effect.flatMap(nodeTerminal, ({ size }) => size),
  readInput: Effect.flatMap(nodeTerminal, ({ readInput }) => readInput),
  readLine: Effect.scoped(Effect.flatMap(nodeTerminal, ({ readLine }) => readLine)),
  // A prompt is not data.
  display: (text) => Effect.sync(() => void process.stderr.write(text)),
})

/** Node's services. No command starts a program by `ChildProcessSpawner`, so it is not loaded. */
export const platform = Layer.mergeAll(
  NodeFileSystem.layer,
  NodePath.layer,
  stdio,
  transport,
  system,
  Layer.succeed(Terminal.Terminal, terminal),
  Layer.mock(ChildProcessSpawner.ChildProcessSpawner)({}),
)
