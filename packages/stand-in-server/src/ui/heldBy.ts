import type { CustomerThread } from "@customer-threads/domain"

interface HeldCustomer {
  readonly departmentUuid: string
  readonly customerUuid: string
  threads: number
  waiting: number
}

/** How many customers, and how many assignees, the page suggests at most. */
const suggestions = 1_000

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Whose threads there are, and who they are assigned to: what the page suggests. */
export const heldBy = (threads: ReadonlyArray<CustomerThread>) => {
  const customers = new Map<string, HeldCustomer>()
  const assignees = new Set<string>()
  for (const { customerUuid, departmentUuid, isWaitingForResponse, userUuid } of threads) {
    const key = `${departmentUuid}/${customerUuid}`
    const held = customers.get(key) ?? { departmentUuid, customerUuid, threads: 0, waiting: 0 }
    held.threads += 1
    if (isWaitingForResponse === true) held.waiting += 1
    customers.set(key, held)
    if (userUuid !== undefined) assignees.add(userUuid)
  }
  return {
    customers: [...customers.values()]
      .sort((a, b) => compare(a.departmentUuid, b.departmentUuid) || compare(a.customerUuid, b.customerUuid))
      .slice(0, suggestions),
    assignees: [...assignees].sort(compare).slice(0, suggestions),
  }
}
