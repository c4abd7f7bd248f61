import { createServer, type Socket } from "node:net"
import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { responseBytes } from "./responseBytes.ts"

/** One request as it came over the wire. */
export interface RawRequest {
  readonly requestLine: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const parse = (text: string): RawRequest | undefined => {
  const end = text.indexOf("\r\n\r\n")
  if (end < 0) return undefined
  const [requestLine = "", ...lines] = text.slice(0, end).split("\r\n")
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  )
  const body = text.slice(end + 4)
  return Buffer.byteLength(body) >= Number(headers["content-length"] ?? 0) ? { requestLine, headers, body } : undefined
}

/** Starts a server on a loopback socket. `respond` writes the bytes of each response, and the server keeps each request. */
export const rawServer = Effect.fnUntraced(function* (
  respond: (socket: Socket, request: RawRequest, count: number) => void,
  connected: (socket: Socket) => void = () => {},
) {
  const requests: Array<RawRequest> = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    connected(socket)
    socket.on("close", () => sockets.delete(socket))
    socket.on("error", () => {})
    let text = ""
    socket.on("data", (chunk) => {
      text += chunk.toString("utf8")
      const request = parse(text)
      if (request === undefined) return
      text = ""
      requests.push(request)
      respond(socket, request, requests.length)
    })
  })
  const port = yield* Effect.acquireRelease(
    Effect.callback<number>((resume) => {
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed((server.address() as { port: number }).port)))
    }),
    () =>
      Effect.callback<void>((resume) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resume(Effect.void))
      }),
  )
  /** Waits until no connection is open, for at most two seconds. */
  const drained = Effect.sleep("20 millis").pipe(
    Effect.repeat({ until: () => sockets.size === 0, times: 100 }),
    Effect.andThen(Effect.sync(() => assert.strictEqual(sockets.size, 0, "connections are still open"))),
  )
  return { drained, baseUrl: `http://127.0.0.1:${port}/communications`, port, requests, sockets }
})

/** An HTTP/1.1 response as text. */
export const http = (...response: Parameters<typeof responseBytes>): string =>
  responseBytes(...response).toString("utf8")
