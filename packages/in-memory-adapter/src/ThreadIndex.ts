import {
  type CustomerThread,
  type CustomerUuid,
  type DepartmentUuid,
  type ThreadId,
  ThreadQuery,
  type ThreadSortKey,
} from "@customer-threads/domain"
import { SortedThreads } from "./SortedThreads.ts"

type CustomerOrders = Record<ThreadSortKey, SortedThreads>

/** Whether a thread equals every filter of a query; nothing for a query without one. */
const matching = ({ assigneeUserUuid, isArchived, isClosed }: ThreadQuery) =>
  assigneeUserUuid === undefined && isArchived === undefined && isClosed === undefined
    ? undefined
    : (thread: CustomerThread): boolean =>
        // The flags first: they are quicker to compare.
        (isArchived === undefined || thread.archived === isArchived) &&
        (isClosed === undefined || thread.closed === isClosed) &&
        (assigneeUserUuid === undefined || thread.userUuid === assigneeUserUuid)

/** Every thread by its id, and each customer's threads with each department in both orders. */
export class ThreadIndex {
  readonly #byId = new Map<ThreadId, CustomerThread>()
  readonly #byDepartment = new Map<DepartmentUuid, Map<CustomerUuid, CustomerOrders>>()

  get(id: ThreadId): CustomerThread | undefined {
    return this.#byId.get(id)
  }

  /** A thread is its id: writing one that is there replaces it, wherever it was. */
  set(thread: CustomerThread): void {
    this.delete(thread.id)
    this.#byId.set(thread.id, thread)
    const orders = this.#ordersFor(thread)
    orders.LAST_MESSAGE_ON.add(thread)
    orders.LAST_DELEGATION_ON.add(thread)
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
    if (orders === undefined) return []
    const order = orders[query.sortOrderKey ?? ThreadQuery.defaults.sortOrderKey]
    const from = (query.sortOrder ?? ThreadQuery.defaults.sortOrder) === "ASC" ? "smallest" : "largest"
    return order.take(from, query.maxResults ?? Number.POSITIVE_INFINITY, matching(query))
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
