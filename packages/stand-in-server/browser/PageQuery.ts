import type { ListThreadsRequest } from "@customer-threads/http-api/wire"

const choices = {
  archived: ["yes", "no"],
  closed: ["yes", "no"],
  sort: ["last-message-on", "last-delegation-on"],
  order: ["asc", "desc"],
} as const

const names = ["department", "customer", "assignee", "archived", "closed", "sort", "order", "max-results"] as const
type Name = (typeof names)[number]

/** What the page asks, as its controls and its address have it; empty where nothing was chosen. */
export type PageQuery = Readonly<Record<Name, string>> & { readonly waitingFirst: boolean }

/** The body of a request before anyone has checked it: a limit that is no number is sent as it was typed. */
export type PageRequest = Omit<ListThreadsRequest, "maxResults"> & { readonly maxResults?: number | string }

/** The query in an address, or in a form's data. What is no choice of a control is as if it was not there. */
export const queryFrom = (parameters: URLSearchParams): PageQuery => {
  const valueOf = (name: Name): string => {
    const value = (parameters.get(name) ?? "").trim()
    const known: ReadonlyArray<string> | undefined = name in choices ? choices[name as keyof typeof choices] : undefined
    return known === undefined || known.includes(value) ? value : ""
  }
  const values = Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, string>
  return { ...values, waitingFirst: parameters.get("waiting-first") !== "no" }
}

/** The address of a query, with only what was chosen in it. */
export const addressOf = (query: PageQuery): string => {
  const parameters = new URLSearchParams(names.flatMap((name) => (query[name] === "" ? [] : [[name, query[name]]])))
  if (!query.waitingFirst) parameters.set("waiting-first", "no")
  const search = parameters.toString()
  return search === "" ? "/" : `/?${search}`
}

const isPathSafe = (identifier: string): boolean => /^[A-Za-z0-9_-]{1,128}$/.test(identifier)

/** The path of the operation, or nothing while an identifier is missing or could leave its segment of the path. */
export const pathOf = ({ customer, department }: PageQuery): string | undefined =>
  isPathSafe(department) && isPathSafe(customer)
    ? `/communications/departments/${department}/customers/${customer}/threads`
    : undefined

const limitOf = (text: string): number | string => (/^-?\d+$/.test(text) ? Number(text) : text)

/** The body of the request: only what was chosen. */
export const requestOf = (query: PageQuery): PageRequest => ({
  ...(query.assignee === "" ? {} : { assigneeUserUUID: query.assignee }),
  ...(query.archived === "" ? {} : { isArchived: query.archived === "yes" }),
  ...(query.closed === "" ? {} : { isClosed: query.closed === "yes" }),
  ...(query["max-results"] === "" ? {} : { maxResults: limitOf(query["max-results"]) }),
  ...(query.sort === ""
    ? {}
    : { sortOrderKey: query.sort === "last-message-on" ? "LAST_MESSAGE_ON" : "LAST_DELEGATION_ON" }),
  ...(query.order === "" ? {} : { sortOrder: query.order === "asc" ? "ASC" : "DESC" }),
})
