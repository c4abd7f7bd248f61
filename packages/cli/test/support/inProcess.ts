import { Console as NodeConsole } from "node:console"
import { Writable } from "node:stream"
import { setImmediate } from "node:timers/promises"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import { assert } from "@effect/vitest"
import {
  type Cause,
  ConfigProvider,
  Console,
  Effect,
  Fiber,
  Layer,
  Option,
  Queue,
  Sink,
  Stdio,
  Stream,
  Terminal,
} from "effect"
import type * as HttpClient from "effect/http/HttpClient"
import { ChildProcessSpawner } from "effect/process"
import { TestClock } from "effect/testing"
import type { ExitCode } from "../../src/errors/CliError.ts"
import { exitCodeOf } from "../../src/errors/formatError.ts"
import { threads } from "../../src/program.ts"
import { System } from "../../src/system.ts"
import { noHttp } from "./recordedHttp.ts"

/** The environment of a run. A test sets the parts that its case is about. */
export interface Options {
  /** The environment. Default: a home directory that does not exist. */
  readonly env?: Readonly<Record<string, string>> | undefined
  /** The content of stdin. Default: none. */
  readonly stdin?: string | Uint8Array | undefined
  /** The terminal. Default: no stream is a terminal. */
  readonly terminal?: TestTerminal | undefined
  /** The HTTP client. Default: one that refuses to send. */
  readonly http?: Layer.Layer<HttpClient.HttpClient> | undefined
  /** Node's name of the operating system. Default: `linux`. */
  readonly platform?: string | undefined
  /** The number of the user. Default: that of the user who runs the tests. */
  readonly userId?: number | undefined
  /** An effect that runs before a text counts as written to stdout. */
  readonly beforeStdout?: Effect.Effect<void> | undefined
}

export interface TestTerminal {
  readonly columns?: number
  /** The streams that are terminals. Default: all three. */
  readonly streams?: ReadonlyArray<"stdin" | "stdout" | "stderr">
  /** The keys that are typed. Ctrl-C is `\u0003`. */
  readonly keys?: string
}

/** The exit code and the output of a run. */
export interface Ended {
  readonly exitCode: ExitCode
  readonly stdout: string
  readonly stderr: string
}

/** Collects text that is written in pieces. */
class Recording {
  text = ""
  readonly #readers = new Set<() => void>()

  readonly add = (chunk: string | Uint8Array): void => {
    this.text += typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk)
    for (const read of this.#readers) read()
  }

  readonly stream = new Writable({
    decodeStrings: false,
    write: (chunk, _, done) => {
      this.add(chunk)
      done()
    },
  })

  /** Waits until the text matches, and until the program waits for something itself. */
  readonly matching = (pattern: RegExp) =>
    Effect.callback<RegExpExecArray>((resume) => {
      const read = () => {
        const match = pattern.exec(this.text)
        if (match === null) return
        this.#readers.delete(read)
        resume(Effect.succeed(match))
      }
      this.#readers.add(read)
      read()
      return Effect.sync(() => this.#readers.delete(read))
    }).pipe(Effect.tap(() => Effect.promise(() => setImmediate())))
}

const named: Record<string, string> = { "\r": "enter", "\u007f": "backspace", "\u0003": "c", "\u0004": "d" }

const keyPress = (typed: string): Terminal.UserInput => {
  const ctrl = typed === "\u0003" || typed === "\u0004"
  return { input: Option.some(typed), key: { name: named[typed] ?? typed, ctrl, meta: false, shift: false } }
}

/** Types the keys, and ends the input where Node's terminal does: at Ctrl-C and Ctrl-D. */
const typing = Effect.fnUntraced(function* (keys: string) {
  const queue = yield* Queue.make<Terminal.UserInput, Cause.Done>()
  for (const press of Array.from(keys, keyPress)) {
    Queue.offerUnsafe(queue, press)
    if (press.key.ctrl) Queue.endUnsafe(queue)
  }
  return queue
})

const unused = Effect.die(new Error("no command of the program uses it"))

const services = (args: ReadonlyArray<string>, options: Options, stdout: Recording, stderr: Recording) => {
  const { columns = 80, keys = "", streams = ["stdin", "stdout", "stderr"] } = options.terminal ?? { streams: [] }
  const isTerminal = (stream: "stdin" | "stdout" | "stderr") => Effect.succeed(streams.includes(stream))
  const { stdin = "" } = options
  const writing = (recording: Recording, before: Effect.Effect<void> = Effect.void) => {
    const write = (text: string | Uint8Array) => Effect.map(before, () => recording.add(text))
    return () => Sink.forEach(write)
  }
  return Layer.mergeAll(
    NodeFileSystem.layer,
    NodePath.layer,
    options.http ?? noHttp,
    Layer.succeed(
      Stdio.Stdio,
      Stdio.make({
        args: Effect.succeed(args),
        stdinIsTerminal: isTerminal("stdin"),
        stdoutIsTerminal: isTerminal("stdout"),
        stderrIsTerminal: isTerminal("stderr"),
        stdin: Stream.succeed(typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin),
        stdout: writing(stdout, options.beforeStdout),
        stderr: writing(stderr),
      }),
    ),
    Layer.succeed(
      Terminal.Terminal,
      Terminal.make({
        columns: Effect.succeed(streams.length === 0 ? 0 : columns),
        rows: Effect.succeed(24),
        size: unused,
        readInput: typing(keys),
        readLine: unused,
        display: (text) => Effect.sync(() => stderr.add(text)),
      }),
    ),
    Layer.succeed(Console.Console, new NodeConsole({ stdout: stdout.stream, stderr: stderr.stream })),
    Layer.succeed(
      ConfigProvider.ConfigProvider,
      ConfigProvider.fromEnv({ env: { HOME: "/nonexistent", ...options.env } }),
    ),
    Layer.succeed(System, {
      platform: options.platform ?? "linux",
      userId: options.userId ?? process.getuid?.(),
      node: process.execPath,
    }),
    Layer.mock(ChildProcessSpawner.ChildProcessSpawner)({}),
  )
}

/** Credentials that no run may print: `ended` looks for them. */
export const canaries = { THREADS_USERNAME: "canary-user", THREADS_PASSWORD: "canary-password" }

/** The `Authorization` that the canaries make. */
export const canaryAuthorization = `Basic ${Buffer.from("canary-user:canary-password").toString("base64")}`

const assertNoSecret = ({ stderr, stdout }: Ended) => {
  assert.notMatch(stdout + stderr, /canary/)
  assert.notInclude(stdout + stderr, Buffer.from("canary").toString("base64"))
}

/** Starts the program in this process. It is interrupted when the scope ends. */
export const start = Effect.fnUntraced(function* (args: ReadonlyArray<string>, options: Options = {}) {
  const stdout = new Recording()
  const stderr = new Recording()
  const program = Effect.provide(threads, services(args, options, stdout, stderr), { local: true })
  const fiber = yield* Effect.forkScoped(program)
  const ended = Effect.map(Fiber.await(fiber), (exit) => {
    const result: Ended = { exitCode: exitCodeOf(exit), stdout: stdout.text, stderr: stderr.text }
    assertNoSecret(result)
    return result
  })
  return {
    /** Waits until the program ends. */
    ended,
    /** Interrupts the program as Ctrl-C does, and waits until it ends. */
    interrupt: Effect.andThen(Fiber.interrupt(fiber), ended),
    stdout,
    stderr,
  }
})

/** Runs the program in this process. */
export const run = (args: ReadonlyArray<string>, options: Options = {}): Effect.Effect<Ended> =>
  Effect.scoped(Effect.flatMap(start(args, options), ({ ended }) => ended))

/** Runs an effect while the test clock advances by itself, whenever nothing else is left to do. */
export const whileTimePasses = Effect.fnUntraced(function* <A, E, R>(effect: Effect.Effect<A, E, R>) {
  const fiber = yield* Effect.forkChild(effect)
  while (fiber.pollUnsafe() === undefined) {
    yield* Effect.promise(() => setImmediate())
    yield* TestClock.adjust("10 millis")
  }
  return yield* Fiber.join(fiber)
})
