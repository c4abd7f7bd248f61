import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { type AddressInfo, connect, createServer } from "node:net"
import { setTimeout } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { firstMessage, spawnModule } from "./spawnModule.ts"

/** A server in a process of its own. */
interface StartedServer {
  readonly child: ChildProcess
  /** The port, as soon as the server accepts connections. */
  readonly port: Promise<number>
}

/** Starts a module of `servers/`, which sends its port. */
export const ownServer =
  (name: string, ...args: ReadonlyArray<string>) =>
  (): StartedServer => {
    const child = spawnModule(`servers/${name}`, ...args)
    return { child, port: firstMessage(child, name).then(Number) }
  }

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, "close")
  return port
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" })
    const end = (isAccepted: boolean) => {
      socket.destroy()
      resolve(isAccepted)
    }
    socket.once("connect", () => end(true))
    socket.once("error", () => end(false))
  })

/** Starts the program at this URL, in a folder of the caller that is also its home. */
export const packageServer = async (
  program: string,
  folder: string,
  argsOf: (port: number) => ReadonlyArray<string>,
): Promise<() => StartedServer> => {
  const port = await freePort()
  const path = fileURLToPath(program)
  return () => {
    const child = spawn(process.execPath, [path, ...argsOf(port)], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, NODE_ENV: "production" },
      stdio: ["ignore", "ignore", "inherit"],
    })
    const isUp = async () => {
      while (!(await accepts(port))) {
        if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`)
        await setTimeout(50)
      }
      return port
    }
    return { child, port: isUp() }
  }
}

/** Starts servers, and ends them after use. */
export const withServers = async <Name extends string, A>(
  starts: Readonly<Record<Name, () => StartedServer>>,
  use: (ports: Readonly<Record<Name, number>>) => Promise<A>,
): Promise<A> => {
  const names = Object.keys(starts) as Array<Name>
  const servers = names.map((name) => starts[name]())
  try {
    const ports = await Promise.all(servers.map(({ port }) => port))
    return await use(Object.fromEntries(names.map((name, at) => [name, ports[at]])) as Record<Name, number>)
  } finally {
    for (const { child } of servers) {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined
      child.kill()
      await ended
    }
  }
}
