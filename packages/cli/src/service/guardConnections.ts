import { lookup } from "node:dns"
import type { Agent } from "node:http"
import { isIP, type Socket } from "node:net"

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
  readonly host?: string
  readonly lookup?: typeof lookup
  readonly autoSelectFamilyAttemptTimeout?: number
}

/**
 * Resolves the host of a connection. Node tries its addresses one after the other. It gives each 250 ms by default, which
 * is too short for a slow network, so that each gets its share of the time limit instead.
 */
const withAddresses = (
  options: ConnectionOptions,
  done: (error: Error | null, resolved: ConnectionOptions) => void,
): void => {
  const { host = "localhost", lookup: resolve = lookup } = options
  if (isIP(host) !== 0) done(null, options)
  else
    resolve(host, { all: true }, (error, addresses) => {
      const known = (_host: string, _options: unknown, callback: (...found: ReadonlyArray<unknown>) => void) =>
        callback(null, addresses)
      const share = Math.floor(CONNECT / Math.max(1, addresses?.length ?? 0))
      done(error, { ...options, lookup: known as typeof lookup, autoSelectFamilyAttemptTimeout: share })
    })
}

type Connected = (error: Error | null, socket?: Socket) => void

/** The agent's hooks, with the types that Node uses: its declarations leave out the event "free" and the callback. */
interface Hooks {
  createConnection: (options: ConnectionOptions, callback: Connected) => unknown
  keepSocketAlive: (socket: Socket) => boolean
  reuseSocket: (socket: Socket, request: unknown) => void
  emit: (event: string, ...args: ReadonlyArray<unknown>) => boolean
  destroy: () => void
}

const tooLate = () => Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" })

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
  let isDestroyed = false

  const connect = (options: ConnectionOptions, timeLeft: number, callback: Connected) => {
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
    const timer = setTimeout(() => socket.destroy(tooLate()), timeLeft)
    socket.once("error", end).once("close", closed)
    socket.once(made, () => {
      socket.on("data", drop)
      afterPoll(() => end(null))
    })
  }

  hooks.createConnection = (options, callback) => {
    const startedAt = performance.now()
    let isOver = false
    const timer = setTimeout(() => {
      isOver = true
      callback(tooLate())
    }, CONNECT)
    withAddresses(options, (error, resolved) => {
      clearTimeout(timer)
      if (isOver) return
      if (error !== null) callback(error)
      else if (isDestroyed) callback(new Error("the client is closed"))
      else connect(resolved, CONNECT - (performance.now() - startedAt), callback)
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
    isDestroyed = true
    for (const socket of connecting) socket.destroy()
    destroy.call(agent)
  }
  return agent
}
