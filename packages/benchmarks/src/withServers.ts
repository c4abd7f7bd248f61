import { once } from "node:events"
import { firstMessage, spawnModule } from "./spawnModule.ts"

/** Starts servers on ports of their own, each in a process of its own, and ends them when they were used. */
export const withServers = async <Name extends string, A>(
  names: ReadonlyArray<Name>,
  use: (ports: Readonly<Record<Name, number>>) => Promise<A>,
): Promise<A> => {
  const children = names.map((name) => ({ name, child: spawnModule(`servers/${name}`) }))
  try {
    const ports = await Promise.all(children.map(({ child, name }) => firstMessage(child, name)))
    return await use(Object.fromEntries(names.map((name, at) => [name, ports[at]])) as Record<Name, number>)
  } finally {
    for (const { child } of children) {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined
      child.kill()
      await ended
    }
  }
}
