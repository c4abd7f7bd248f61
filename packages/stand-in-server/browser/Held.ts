/** What the server says that it holds, for the page's suggestions. */
export interface Held {
  readonly customers: ReadonlyArray<{
    readonly departmentUuid: string
    readonly customerUuid: string
    readonly threads: number
    readonly waiting: number
  }>
  readonly assignees: ReadonlyArray<string>
}

/** What the server holds, or nothing where it cannot tell. */
export const fetchHeld = async (): Promise<Held | undefined> => {
  try {
    const response = await fetch("/ui/customers")
    return response.ok ? ((await response.json()) as Held) : undefined
  } catch {
    return undefined
  }
}
