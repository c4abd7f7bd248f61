import {
  type CustomerThread,
  type CustomerUuid,
  type DepartmentUuid,
  matchesFilters,
  type ThreadId,
  ThreadQuery,
  type ThreadSortKey,
} from "@customer-threads/domain"
import { SortedThreads } from "./SortedThreads.ts"

type CustomerOrders = Record<ThreadSortKey, SortedThreads>

/**
 * Every thread by its id, and each customer's threads with each department in both orders. One that starts from another
 * holds only what was written to it: a customer's orders are copied when the first of that customer's threads is.
 */
export class ThreadIndex {
  readonly #start: ThreadIndex | undefined
  #below: ThreadIndex | undefined
  #size: number
  #version = 0
  /** Without a thread where one that is below was taken out. */
  readonly #byId = new Map<ThreadId, CustomerThread | undefined>()
  readonly #byDepartment = new Map<DepartmentUuid, Map<CustomerUuid, CustomerOrders>>()

  /** The index to start from must not be written to any more, nor start from another itself. */
  constructor(start?: ThreadIndex) {
    this.#start = start
    this.#below = start
    this.#size = start === undefined ? 0 : start.#size
  }

  get size(): number {
    return this.#size
  }

  /** Another number after every write. */
  get version(): number {
    return this.#version
  }

  get(id: ThreadId): CustomerThread | undefined {
    const own = this.#byId.get(id)
    return own !== undefined || this.#below === undefined || this.#byId.has(id) ? own : this.#below.get(id)
  }

  /** A thread is its id: writing one that is there replaces it, wherever it was. */
  set(thread: CustomerThread): void {
    this.delete(thread.id)
    this.#byId.set(thread.id, thread)
    this.#size += 1
    this.#version += 1
    const orders = this.#ownOrdersOf(thread)
    orders.LAST_MESSAGE_ON.add(thread)
    orders.LAST_DELEGATION_ON.add(thread)
  }

  delete(id: ThreadId): void {
    const thread = this.get(id)
    if (thread === undefined) return
    if (this.#below?.get(id) === undefined) this.#byId.delete(id)
    else this.#byId.set(id, undefined)
    this.#size -= 1
    this.#version += 1
    const orders = this.#ownOrdersOf(thread)
    orders.LAST_MESSAGE_ON.delete(thread)
    orders.LAST_DELEGATION_ON.delete(thread)
    if (orders.LAST_MESSAGE_ON.size === 0) this.#forgetOrdersOf(thread)
  }

  /** Takes out every thread. */
  clear(): void {
    this.#below = undefined
    this.#size = 0
    this.#version += 1
    this.#byId.clear()
    this.#byDepartment.clear()
  }

  /** Holds again what it started from, and nothing else. */
  restart(): void {
    this.clear()
    this.#below = this.#start
    this.#size = this.#start === undefined ? 0 : this.#start.#size
  }

  all(): Array<CustomerThread> {
    const threads = this.#below === undefined ? [] : this.#below.all().filter(({ id }) => !this.#byId.has(id))
    for (const thread of this.#byId.values()) if (thread !== undefined) threads.push(thread)
    return threads
  }

  select(query: ThreadQuery): Array<CustomerThread> {
    const orders = this.#ordersOf(query)
    if (orders === undefined) return []
    const order = orders[query.sortOrderKey ?? ThreadQuery.defaults.sortOrderKey]
    const from = (query.sortOrder ?? ThreadQuery.defaults.sortOrder) === "ASC" ? "smallest" : "largest"
    return order.take(from, query.maxResults ?? Number.POSITIVE_INFINITY, matchesFilters(query))
  }

  #ordersOf(scope: Scope): CustomerOrders | undefined {
    return this.#byDepartment.get(scope.departmentUuid)?.get(scope.customerUuid) ?? this.#ordersBelow(scope)
  }

  #ordersBelow(scope: Scope): CustomerOrders | undefined {
    return this.#below === undefined ? undefined : this.#below.#ordersOf(scope)
  }

  #ownOrdersOf(scope: Scope): CustomerOrders {
    let customers = this.#byDepartment.get(scope.departmentUuid)
    if (customers === undefined) {
      customers = new Map()
      this.#byDepartment.set(scope.departmentUuid, customers)
    }
    let orders = customers.get(scope.customerUuid)
    if (orders === undefined) {
      const below = this.#ordersBelow(scope)
      orders = {
        LAST_MESSAGE_ON: below?.LAST_MESSAGE_ON.copy() ?? new SortedThreads("LAST_MESSAGE_ON"),
        LAST_DELEGATION_ON: below?.LAST_DELEGATION_ON.copy() ?? new SortedThreads("LAST_DELEGATION_ON"),
      }
      customers.set(scope.customerUuid, orders)
    }
    return orders
  }

  /** Orders that are empty say that what is below is there no more; without anything below, they say nothing. */
  #forgetOrdersOf(scope: Scope): void {
    if (this.#ordersBelow(scope) !== undefined) return
    const customers = this.#byDepartment.get(scope.departmentUuid)
    customers?.delete(scope.customerUuid)
    if (customers?.size === 0) this.#byDepartment.delete(scope.departmentUuid)
  }
}

interface Scope {
  readonly departmentUuid: DepartmentUuid
  readonly customerUuid: CustomerUuid
}
