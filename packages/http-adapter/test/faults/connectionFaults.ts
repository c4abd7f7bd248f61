import { readFileSync } from "node:fs"
import { createServer, type Server, type Socket } from "node:net"
import { createServer as createTlsServer } from "node:tls"
import { Effect } from "effect"
import { rawServer } from "../../../../test/support/rawServer.ts"
import { responseBytes } from "../../../../test/support/responseBytes.ts"
import type { Fault } from "./Fault.ts"
import { goodAnswer } from "./goodAnswer.ts"

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url))

const nobodyListens = Effect.map(
  Effect.scoped(rawServer(() => {})),
  ({ port }) => `http://127.0.0.1:${port}/communications`,
)

const listening = (make: () => Server) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.callback<Server>((resume) => {
        const server = make()
        server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
      }),
      (server) => Effect.callback<void>((resume) => void server.close(() => resume(Effect.void))),
    ),
    (server) => `https://127.0.0.1:${(server.address() as { port: number }).port}/communications`,
  )

const quietly = (socket: Socket) => socket.on("error", () => {})

const selfSigned = listening(() =>
  createTlsServer(
    { cert: fixture("self-signed-cert.pem"), key: fixture("self-signed-key.pem") },
    (socket) => void quietly(socket).end(goodAnswer),
  ),
)
const plainTcp = listening(() => createServer((socket) => void quietly(socket).resume().end("plain text\r\n")))

const elsewhere = { misbehave: () => {} }
const reset = { expected: "Unavailable reset", attempts: 3 as const }
const notHttp = { expected: "MalformedResponse status", attempts: 1 as const }
const answered = new WeakSet<Socket>()

/** The connection fails, or what is at its other end. */
export const connectionFaults: ReadonlyArray<Fault> = [
  {
    name: "a host name that does not resolve",
    ...elsewhere,
    baseUrl: Effect.succeed("https://no-such-host.invalid/communications"),
    expected: "Unavailable dns",
    attempts: 3,
    slow: true,
  },
  { name: "a refused connection", ...elsewhere, baseUrl: nobodyListens, expected: "Unavailable connect", attempts: 3 },
  {
    name: "a certificate that nobody vouches for",
    ...elsewhere,
    baseUrl: selfSigned,
    expected: "Unavailable tls",
    attempts: 1,
  },
  {
    name: "no TLS where TLS is expected",
    ...elsewhere,
    baseUrl: plainTcp,
    expected: "Unavailable tls",
    attempts: 1,
  },
  { name: "a reset before the headers", misbehave: (socket) => socket.resetAndDestroy(), ...reset },
  { name: "an end before the headers", misbehave: (socket) => socket.end(), ...reset },
  {
    name: "a reset after the headers",
    misbehave: (socket) =>
      socket.write(responseBytes(200, "", { "content-length": "10" }), () => socket.resetAndDestroy()),
    ...reset,
  },
  {
    name: "a pooled connection that is closed after each response",
    misbehave: (socket) => socket.end(goodAnswer),
    expected: "accepted",
    attempts: 1,
  },
  {
    name: "a pooled connection that is reset by the next request",
    misbehave: (socket) => {
      if (answered.has(socket)) socket.resetAndDestroy()
      else socket.write(goodAnswer)
      answered.add(socket)
    },
    expected: "accepted",
    attempts: 2,
  },
  { name: "something else than HTTP", misbehave: (socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"), ...notHttp },
  {
    name: "a change of protocols that nobody requested",
    misbehave: (socket) =>
      socket.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"),
    ...notHttp,
  },
  {
    name: "a 100 that nobody requested",
    misbehave: (socket) => socket.write(Buffer.concat([Buffer.from("HTTP/1.1 100 Continue\r\n\r\n"), goodAnswer])),
    ...notHttp,
  },
  {
    name: "hints before the response",
    misbehave: (socket) =>
      socket.write(Buffer.concat([Buffer.from("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n"), goodAnswer])),
    expected: "accepted",
    attempts: 1,
  },
  {
    name: "headers without end",
    misbehave: (socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${"x".repeat(1_000_000)}`),
    expected: "MalformedResponse tooLarge",
    attempts: 1,
  },
  {
    name: "silence",
    ...elsewhere,
    settings: { attemptTimeout: "150 millis" },
    expected: "TimedOut attempt",
    attempts: 3,
    slow: true,
  },
  {
    name: "silence, until the limit of the call",
    ...elsewhere,
    settings: { attemptTimeout: "2 seconds", overallTimeout: "3 seconds", attempts: 10 },
    expected: "TimedOut overall",
    attempts: 2,
    slow: true,
  },
]
