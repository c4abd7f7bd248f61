/** Customers of the server with their threads counted, and its assignees. */
export interface CustomerSummaries {
  readonly customers: ReadonlyArray<{
    readonly departmentUuid: string
    readonly customerUuid: string
    readonly threads: number
    readonly waiting: number
  }>
  readonly assignees: ReadonlyArray<string>
}

/** Fetches the customers, or returns undefined if the server cannot list them. */
export const fetchCustomers = async (): Promise<CustomerSummaries | undefined> => {
  try {
    const response = await fetch("/ui/customers")
    return response.ok ? ((await response.json()) as CustomerSummaries) : undefined
  } catch {
    return undefined
  }
}
