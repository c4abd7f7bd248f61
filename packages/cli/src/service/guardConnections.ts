import type { Agent } from "node:http"
import type { Socket } from "node:net"

/** Time limit of connecting, including the TLS handshake, in milliseconds. */
const CONNECT = 5_000

/**
 * Time that a connection rests after a response, in milliseconds. A surplus response follows the right one closely, and in
 * this time no request can get it.
 */
const REST = 50

/** The options of a connection, which are those of its first request. */
interface ConnectionOptions {
  readonly headers?: Readonly<Record<string, unknown>>
}

/** The agent's hooks, with the types that Node uses: its declarations leave out the event "free" and the callback. */
interface Hooks {
  createConnection: (options: ConnectionOptions, callback: (error: Error | null, socket?: Socket) => void) => unknown
  keepSocketAlive: (socket: Socket) => boolean
  reuseSocket: (socket: Socket, request: unknown) => void
  emit: (event: string, ...args: ReadonlyArray<unknown>) => boolean
  destroy: () => void
}

/** Drops a connection that gets bytes while no request waits for any. */
const drop = function (this: Socket) {
  this.destroy()
}

/** Calls back when the event loop has read all that has arrived: it polls between two immediates. */
const afterPoll = (done: () => void) => setImmediate(() => setImmediate(done))

/**
 * Makes an agent drop each connection that gets bytes while no request waits for any, so that no request gets the response
 * to another. It watches a new connection before its first request, and each connection for 50 ms after a response. Node
 * watches it after that. The agent also destroys a connection that is not made within 5 seconds.
 */
export const guardConnections = <A extends Agent>(agent: A, made: "connect" | "secureConnect"): A => {
  const hooks = agent as unknown as Hooks
  const { createConnection, destroy, emit, keepSocketAlive, reuseSocket } = hooks
  // Node keeps a connection after a request with `connection: close` if the server ignores it.
  const forOneRequest = new WeakSet<Socket>()
  const connecting = new Set<Socket>()

  hooks.createConnection = (options, callback) => {
    const socket = createConnection.call(agent, options, () => {}) as Socket
    connecting.add(socket)
    if (options.headers?.connection === "close") forOneRequest.add(socket)
    const end = (error: Error | null) => {
      if (!connecting.delete(socket)) return
      clearTimeout(timer)
      socket.off("data", drop).off("error", end).off("close", closed)
      if (error === null) callback(null, socket)
      else callback(error)
    }
    const closed = () => end(Object.assign(new Error("the connection was closed"), { code: "ECONNRESET" }))
    const timer = setTimeout(
      () => socket.destroy(Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" })),
      CONNECT,
    )
    socket.once("error", end).once("close", closed)
    socket.once(made, () => {
      socket.on("data", drop)
      afterPoll(() => end(null))
    })
    return undefined
  }

  hooks.emit = (event, ...args) => {
    if (event !== "free") return emit.call(agent, event, ...args)
    const socket = args[0] as Socket
    socket.on("data", drop)
    setTimeout(() => afterPoll(() => emit.call(agent, event, ...args)), REST)
    return true
  }

  hooks.keepSocketAlive = (socket) => !forOneRequest.has(socket) && keepSocketAlive.call(agent, socket)

  hooks.reuseSocket = (socket, request) => {
    socket.off("data", drop)
    reuseSocket.call(agent, socket, request)
  }

  hooks.destroy = () => {
    for (const socket of connecting) socket.destroy()
    destroy.call(agent)
  }
  return agent
}
