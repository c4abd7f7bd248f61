import type { CustomerThread } from "@customer-threads/domain"

interface CustomerSummary {
  readonly departmentUuid: string
  readonly customerUuid: string
  threads: number
  waiting: number
}

/** Most customers, and most assignees, that the page suggests. */
const MAX_SUGGESTIONS = 1_000

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Counts the threads of each customer, and lists the assignees: the suggestions of the page. */
export const summarizeCustomers = (threads: ReadonlyArray<CustomerThread>) => {
  const customers = new Map<string, CustomerSummary>()
  const assignees = new Set<string>()
  for (const { customerUuid, departmentUuid, isWaitingForResponse, userUuid } of threads) {
    const key = `${departmentUuid}/${customerUuid}`
    const summary = customers.get(key) ?? { departmentUuid, customerUuid, threads: 0, waiting: 0 }
    summary.threads += 1
    if (isWaitingForResponse === true) summary.waiting += 1
    customers.set(key, summary)
    if (userUuid !== undefined) assignees.add(userUuid)
  }
  return {
    customers: [...customers.values()]
      .sort((a, b) => compare(a.departmentUuid, b.departmentUuid) || compare(a.customerUuid, b.customerUuid))
      .slice(0, MAX_SUGGESTIONS),
    assignees: [...assignees].sort(compare).slice(0, MAX_SUGGESTIONS),
  }
}
