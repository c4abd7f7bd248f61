import type { ListThreadsRequest } from "@customer-threads/http-api/wire"

/** The control of a request property: its name in the form and the address, and its choices or its parser. */
type Control<Value> = { readonly name: string } & (
  | { readonly choices: Readonly<Record<string, Value>> }
  | { readonly parse: (text: string) => Value | string }
)

const yesOrNo = { yes: true, no: false } as const

/** The control of each property of a request. `threads.html` has the same ones. */
export const controls = {
  assigneeUserUUID: { name: "assignee", parse: (text) => text },
  isArchived: { name: "archived", choices: yesOrNo },
  isClosed: { name: "closed", choices: yesOrNo },
  // Text that is not a number is sent as typed, so that the server refuses it.
  maxResults: { name: "max-results", parse: (text) => (/^-?\d+$/.test(text) ? Number(text) : text) },
  sortOrderKey: {
    name: "sort",
    choices: { "last-message-on": "LAST_MESSAGE_ON", "last-delegation-on": "LAST_DELEGATION_ON" },
  },
  sortOrder: { name: "order", choices: { asc: "ASC", desc: "DESC" } },
} as const satisfies { readonly [P in keyof ListThreadsRequest]-?: Control<Required<ListThreadsRequest>[P]> }

type Name = "department" | "customer" | (typeof controls)[keyof typeof controls]["name"]

/** The query of the page: the text of each control, empty if nothing is chosen. */
export type PageQuery = Readonly<Record<Name, string>> & { readonly waitingFirst: boolean }

const byName = new Map<string, Control<unknown>>(Object.values(controls).map((control) => [control.name, control]))
const names = ["department", "customer", ...byName.keys()] as ReadonlyArray<Name>

/** Parses the query of an address or of a form. Text that is not a choice of its control is ignored. */
export const queryFrom = (parameters: URLSearchParams): PageQuery => {
  const valueOf = (name: Name): string => {
    const text = (parameters.get(name) ?? "").trim()
    const control = byName.get(name)
    return control === undefined || "parse" in control || Object.hasOwn(control.choices, text) ? text : ""
  }
  const values = Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, string>
  return { ...values, waitingFirst: parameters.get("waiting-first") !== "no" }
}

/** Makes the address of a query. Controls without a choice are left out. */
export const addressOf = (query: PageQuery): string => {
  const parameters = new URLSearchParams(
    Object.fromEntries(names.filter((name) => query[name] !== "").map((name) => [name, query[name]])),
  )
  if (!query.waitingFirst) parameters.set("waiting-first", "no")
  const search = parameters.toString()
  return search === "" ? "/" : `/?${search}`
}

const isPathSafe = (identifier: string): boolean => /^[A-Za-z0-9_-]{1,128}$/.test(identifier)

/** Makes the path of the operation. Undefined if an identifier is missing or could leave its segment of the path. */
export const pathOf = ({ customer, department }: PageQuery): string | undefined =>
  isPathSafe(department) && isPathSafe(customer)
    ? `/communications/departments/${department}/customers/${customer}/threads`
    : undefined

const valueOf = (control: Control<unknown>, text: string): unknown =>
  "parse" in control ? control.parse(text) : control.choices[text]

/** Makes the body of the request. Controls without a choice are left out. The server validates it. */
export const requestOf = (query: PageQuery): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(controls).flatMap(([property, control]) => {
      const text = query[control.name]
      return text === "" ? [] : [[property, valueOf(control, text)]]
    }),
  )
