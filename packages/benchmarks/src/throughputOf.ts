import { connect, type Socket } from "node:net"

/** Computes the length of the first response in these bytes, head and body. */
const lengthOf = (bytes: Buffer): number => {
  const end = bytes.indexOf("\r\n\r\n")
  const length = /\r\ncontent-length: (\d+)/i.exec(bytes.toString("latin1", 0, end))?.[1]
  if (length === undefined) throw new Error("the response has no content-length")
  return end + 4 + Number(length)
}

const open = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true })
    socket.once("error", reject)
    socket.once("connect", () => resolve(socket))
  })

/** Sends one request after another over a connection, until `next` returns false. */
const converse = (socket: Socket, request: Buffer, next: () => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    let expected = 0
    let received = 0
    socket.on("data", (bytes) => {
      if (received === 0) expected = lengthOf(bytes)
      received += bytes.byteLength
      if (received < expected) return
      received = 0
      if (next()) socket.write(request)
      else resolve()
    })
    socket.once("error", reject)
    socket.once("close", () => reject(new Error("the server closed a connection")))
    if (next()) socket.write(request)
    else resolve()
  })

/**
 * Measures the requests per second of a server over connections that stay open. This client counts bytes and parses one
 * header, so that the server takes most of the time.
 */
export const throughputOf = async (
  port: number,
  request: Buffer,
  { connections, requests }: { readonly connections: number; readonly requests: number },
): Promise<number> => {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)))
  let left = requests
  const next = () => {
    left -= 1
    return left >= 0
  }
  const start = performance.now()
  await Promise.all(sockets.map((socket) => converse(socket, request, next)))
  const seconds = (performance.now() - start) / 1_000
  for (const socket of sockets) socket.destroy()
  return requests / seconds
}
