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

/** Writes to a stream, and continues after each text when it is written. `bin/threads.cjs` handles a stream that breaks. */
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

const terminal = Layer.effect(
  Terminal.Terminal,
  Effect.map(NodeTerminal.make(), (node) =>
    Terminal.make({
      ...node,
      // A stream that is redirected has no size.
      columns: Effect.sync(() => process.stdout.columns ?? process.stderr.columns ?? 0),
      // A prompt is not data.
      display: (text) => Effect.sync(() => void process.stderr.write(text)),
    }),
  ),
)

/** Node's services. No command starts a program by `ChildProcessSpawner`. */
export const platform = Layer.mergeAll(
  NodeFileSystem.layer,
  NodePath.layer,
  stdio,
  transport,
  system,
  terminal,
  Layer.mock(ChildProcessSpawner.ChildProcessSpawner)({}),
)
