import {
  type CustomerThread,
  type CustomerUuid,
  type DepartmentUuid,
  type ThreadId,
  ThreadQuery,
  type ThreadSortKey,
} from "@customer-threads/domain"
import { SortedThreads } from "./SortedThreads.ts"
import { ThreadTags } from "./ThreadTags.ts"

type CustomerOrders = Record<ThreadSortKey, SortedThreads>

/** Every thread by its id, and each customer's threads with each department in both orders. */
export class ThreadIndex {
  readonly #byId = new Map<ThreadId, CustomerThread>()
  readonly #tags = new ThreadTags()
  readonly #byDepartment = new Map<DepartmentUuid, Map<CustomerUuid, CustomerOrders>>()

  get(id: ThreadId): CustomerThread | undefined {
    return this.#byId.get(id)
  }

  /** A thread is its id: writing one that is there replaces it, wherever it was. */
  set(thread: CustomerThread): void {
    this.delete(thread.id)
    this.#byId.set(thread.id, thread)
    const orders = this.#ordersFor(thread)
    const tag = this.#tags.of(thread)
    orders.LAST_MESSAGE_ON.add(thread, tag)
    orders.LAST_DELEGATION_ON.add(thread, tag)
  }

  delete(id: ThreadId): void {
    const thread = this.#byId.get(id)
    if (thread === undefined) return
    this.#byId.delete(id)
    const customers = this.#byDepartment.get(thread.departmentUuid)
    const orders = customers?.get(thread.customerUuid)
    orders?.LAST_MESSAGE_ON.delete(thread)
    orders?.LAST_DELEGATION_ON.delete(thread)
    if (orders?.LAST_MESSAGE_ON.size === 0) customers?.delete(thread.customerUuid)
    if (customers?.size === 0) this.#byDepartment.delete(thread.departmentUuid)
  }

  all(): Array<CustomerThread> {
    return [...this.#byId.values()]
  }

  select(query: ThreadQuery): Array<CustomerThread> {
    const orders = this.#byDepartment.get(query.departmentUuid)?.get(query.customerUuid)
    const filter = this.#tags.filterFor(query)
    if (orders === undefined || filter === undefined) return []
    const order = orders[query.sortOrderKey ?? ThreadQuery.defaults.sortOrderKey]
    const from = (query.sortOrder ?? ThreadQuery.defaults.sortOrder) === "ASC" ? "smallest" : "largest"
    return order.take(from, query.maxResults ?? Number.POSITIVE_INFINITY, filter)
  }

  #ordersFor(thread: CustomerThread): CustomerOrders {
    let customers = this.#byDepartment.get(thread.departmentUuid)
    if (customers === undefined) {
      customers = new Map()
      this.#byDepartment.set(thread.departmentUuid, customers)
    }
    let orders = customers.get(thread.customerUuid)
    if (orders === undefined) {
      orders = {
        LAST_MESSAGE_ON: new SortedThreads("LAST_MESSAGE_ON"),
        LAST_DELEGATION_ON: new SortedThreads("LAST_DELEGATION_ON"),
      }
      customers.set(thread.customerUuid, orders)
    }
    return orders
  }
}
