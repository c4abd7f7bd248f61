import type { CustomerSummaries } from "./customers.ts"
import { element, found } from "./element.ts"
import { emptyNote } from "./notes.ts"
import { addressOf, queryFrom } from "./PageQuery.ts"

const fill = (id: string, values: Iterable<string>) =>
  found(id, HTMLDataListElement).replaceChildren(...[...new Set(values)].map((value) => element("option", { value })))

/** Fills the suggestions of the fields: departments, assignees, and the customers of the chosen department. */
export const suggest = ({ assignees, customers }: CustomerSummaries, department: string): void => {
  const departments = customers.map(({ departmentUuid }) => departmentUuid)
  const chosen = departments.includes(department)
  fill("departments", departments)
  fill(
    "customers",
    customers
      .filter(({ departmentUuid }) => !chosen || departmentUuid === department)
      .map(({ customerUuid }) => customerUuid),
  )
  fill("assignees", assignees)
}

const link = ({
  customerUuid,
  departmentUuid,
  threads,
  waiting,
}: CustomerSummaries["customers"][number]): HTMLElement => {
  const query = queryFrom(new URLSearchParams({ department: departmentUuid, customer: customerUuid }))
  return element(
    "li",
    {},
    // On a narrow page the threads are below the form.
    element("a", { href: `${addressOf(query)}#results` }, customerUuid),
    " ",
    element("small", {}, `${threads} ${threads === 1 ? "thread" : "threads"}`),
    ...(waiting === 0 ? [] : [" ", element("small", { class: "waiting" }, `${waiting} waiting`)]),
  )
}

/** Makes the content of the page without a query: a link to each customer, by department. */
export const beginning = (summaries: CustomerSummaries | undefined): ReadonlyArray<Node> => {
  if (summaries === undefined) return [emptyNote("Choose a customer", "Enter a department and a customer.")]
  if (summaries.customers.length === 0) return [emptyNote("No threads yet", "The server has no threads.")]
  const departments = Map.groupBy(summaries.customers, ({ departmentUuid }) => departmentUuid)
  return [...departments].flatMap(([department, customers]) => [
    element("h3", { class: "id" }, department),
    element("ul", { class: "customers" }, ...customers.map(link)),
  ])
}
