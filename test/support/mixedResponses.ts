import type { Socket } from "node:net"
import { CustomerUuid, DepartmentUuid, ThreadId, ThreadQuery } from "@customer-threads/domain"
import { encodeThread } from "@customer-threads/http-api/wire"
import { Effect } from "effect"
import { rawServer } from "./rawServer.ts"
import { responseBytes } from "./responseBytes.ts"

const departmentUuid = DepartmentUuid.make("department-1")

/** The query of a customer, by number. */
export const queryOf = (customer: number): ThreadQuery =>
  new ThreadQuery({ departmentUuid, customerUuid: CustomerUuid.make(`customer-${customer}`) })

/** The threads of a customer, by number: one, with an id that no other customer has. */
export const threadsOf = (customer: number) => [
  { id: ThreadId.make(customer), archived: false, closed: false, ...queryOf(customer) },
]

const responseOf = (customer: number): Buffer =>
  responseBytes(
    200,
    JSON.stringify({ customerThreads: threadsOf(customer).map(encodeThread), requestUUID: `r-${customer}` }),
  )

/** A way to mix up responses on kept connections. */
export type Mixing = "duplicates" | "swaps" | "sends early"

/**
 * Starts a server that mixes up one response in `every`. It sends the response again within 3 milliseconds, sends the
 * responses of two requests in each other's place, or sends the response to a request that has not come.
 */
export const mixingServer = Effect.fnUntraced(function* (mixing: Mixing, every: number) {
  let held: { readonly socket: Socket; readonly customer: number } | undefined
  let mixed = 0
  const server = yield* rawServer((socket, { requestLine }, count) => {
    const customer = Number(/customers\/customer-(\d+)\//.exec(requestLine)?.[1])
    if (held !== undefined) {
      socket.write(responseOf(held.customer))
      held.socket.write(responseOf(customer))
      held = undefined
      return
    }
    if (count % every !== 0) return void socket.write(responseOf(customer))
    mixed += 1
    if (mixing === "swaps") {
      const mine = { socket, customer }
      held = mine
      // The last request has no other to swap with.
      setTimeout(() => {
        if (held !== mine) return
        held = undefined
        socket.write(responseOf(customer))
      }, 200)
      return
    }
    socket.write(responseOf(customer))
    const surplus = responseOf(mixing === "duplicates" ? customer : customer + 1)
    const delay = mixed % 4
    if (delay === 0) socket.write(surplus)
    else setTimeout(() => socket.write(surplus), delay)
  })
  return { ...server, mixed: () => mixed }
})
