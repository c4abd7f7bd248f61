import type { Socket } from "node:net"
import { gzipSync } from "node:zlib"
import { chunkedResponseBytes, responseBytes } from "../../../../test/support/responseBytes.ts"
import { type Fault, responding } from "./Fault.ts"
import { goodBody } from "./goodAnswer.ts"

const size = Buffer.byteLength(goodBody)
const accepted = { expected: "accepted", attempts: 1 as const }
const malformed = (detail: string, attempts: 1 | 2) => ({ expected: `MalformedResponse ${detail} 200`, attempts })
const reset = { expected: "Unavailable reset", attempts: 3 as const }
const nested = "[".repeat(100_000) + "]".repeat(100_000)
const withField = (field: string) => `{${field},${goodBody.slice(1)}`
const say = (body: string | Uint8Array, headers?: Record<string, string>) =>
  responding(responseBytes(200, body, headers))

/** The most bytes of a long body that the server could write: it writes as fast as the client reads. */
export const written = { most: 0 }
export const longBody = 64 * 1024 * 1024
const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"

/** Writes 64 MiB as fast as the client reads. */
const pour = (begin: string, wrap: (chunk: Buffer) => Buffer) => (socket: Socket) => {
  const piece = wrap(Buffer.alloc(64 * 1024, " "))
  let total = 0
  socket.write(begin)
  const more = () => {
    while (total < longBody && !socket.destroyed) {
      total += 64 * 1024
      written.most = Math.max(written.most, total)
      if (!socket.write(piece)) break
    }
  }
  socket.on("drain", more)
  more()
}

const drip = (status: number) => (socket: Socket) => {
  socket.write(responseBytes(status, "", { "content-length": "1000" }))
  const timer = setInterval(() => socket.write(" "), 20)
  socket.on("close", () => clearInterval(timer))
}

/** Responses of status 200 with a body that is not simply right. */
export const bodyFaults: ReadonlyArray<Fault> = [
  {
    name: "fewer bytes than declared",
    misbehave: (socket) => socket.end(responseBytes(200, goodBody, { "content-length": String(size + 1) })),
    ...reset,
  },
  {
    name: "a chunk cut short",
    misbehave: (socket) => socket.end(chunkedResponseBytes(goodBody, 64).subarray(0, -80)),
    ...reset,
  },
  {
    name: "all but the last chunk",
    misbehave: (socket) => socket.end(chunkedResponseBytes(goodBody, 64).subarray(0, -5)),
    ...reset,
  },
  {
    name: "a drip that never ends",
    misbehave: drip(200),
    settings: { attemptTimeout: "150 millis" },
    expected: "TimedOut attempt",
    attempts: 3,
    slow: true,
  },
  ...(
    [
      [400, "Rejected 400", 1],
      [401, "Unauthenticated", 1],
      [503, "Unavailable status 503", 3],
    ] as const
  ).map(
    ([status, expected, attempts]): Fault => ({
      name: `a drip that never ends, after a ${status}`,
      misbehave: drip(status),
      settings: { attemptTimeout: "2 seconds" },
      expected,
      attempts,
      slow: true,
    }),
  ),
  { name: "exactly at the limit", misbehave: say(goodBody), settings: { maxBodyBytes: size }, ...accepted },
  {
    name: "one byte over the limit",
    misbehave: say(goodBody),
    settings: { maxBodyBytes: size - 1 },
    ...malformed("tooLarge", 1),
  },
  {
    name: "one byte over the limit, in chunks",
    misbehave: responding(chunkedResponseBytes(goodBody, 16)),
    settings: { maxBodyBytes: size - 1 },
    ...malformed("tooLarge", 1),
  },
  {
    name: "64 MiB, declared",
    misbehave: pour(`${head}content-length: ${longBody}\r\n\r\n`, (chunk) => chunk),
    ...malformed("tooLarge", 1),
  },
  {
    name: "64 MiB, in chunks",
    misbehave: pour(`${head}transfer-encoding: chunked\r\n\r\n`, (chunk) =>
      Buffer.concat([Buffer.from("10000\r\n"), chunk, Buffer.from("\r\n")]),
    ),
    ...malformed("tooLarge", 1),
  },
  { name: "gzip", misbehave: say(gzipSync(goodBody), { "content-encoding": "gzip" }), ...malformed("encoding", 1) },
  {
    name: "a gzip bomb",
    misbehave: say(gzipSync(Buffer.alloc(longBody)), { "content-encoding": "gzip" }),
    ...malformed("encoding", 1),
  },
  { name: "gzip that is not declared", misbehave: say(gzipSync(goodBody)), ...malformed("utf8", 2) },
  {
    name: "bytes that are not UTF-8",
    misbehave: say(Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')])),
    ...malformed("utf8", 2),
  },
  { name: "a byte order mark", misbehave: say(`\uFEFF${goodBody}`), ...accepted },
  {
    name: "HTML",
    misbehave: say("<html>Sign in</html>", { "content-type": "text/html" }),
    ...malformed("contentType", 2),
  },
  {
    name: "two types of content",
    misbehave: say(goodBody, { "Content-Type": "text/html" }),
    ...malformed("contentType", 2),
  },
  { name: "HTML that says it is JSON", misbehave: say("<html>Sign in</html>"), ...malformed("json", 2) },
  { name: "JSON cut short", misbehave: say(goodBody.slice(0, -1)), ...malformed("json", 2) },
  { name: "nothing", misbehave: say(""), ...malformed("empty", 2) },
  {
    name: "204",
    misbehave: responding(Buffer.from("HTTP/1.1 204 No Content\r\n\r\n")),
    expected: "MalformedResponse empty 204",
    attempts: 2,
  },
  { name: "white space", misbehave: say(" \r\n\t"), ...malformed("empty", 2) },
  { name: "null", misbehave: say("null"), ...malformed("contract", 1) },
  { name: "a list", misbehave: say("[]"), ...malformed("contract", 1) },
  { name: "100,000 levels in an unknown field", misbehave: say(withField(`"x":${nested}`)), ...accepted },
  { name: "100,000 levels", misbehave: say(nested), ...malformed("contract", 1) },
  { name: "a key twice, where the last one counts", misbehave: say(withField('"customerThreads":[]')), ...accepted },
  { name: "a __proto__ key", misbehave: say(withField('"__proto__":{"errors":[{}],"polluted":1}')), ...accepted },
  {
    name: "everything inside a __proto__ key",
    misbehave: say(`{"__proto__":${goodBody}}`),
    ...malformed("contract", 1),
  },
  {
    name: "a charset parameter",
    misbehave: say(goodBody, { "content-type": 'Application/JSON; charset="UTF-8"' }),
    ...accepted,
  },
  { name: "garbage after the JSON", misbehave: say(`${goodBody}}`), ...malformed("json", 2) },
  {
    name: "a second response that nobody requested",
    misbehave: responding(Buffer.concat([responseBytes(200, goodBody), responseBytes(200, '{"customerThreads":[]}')])),
    ...accepted,
  },
]
