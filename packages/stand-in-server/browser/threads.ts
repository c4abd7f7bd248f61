import { curlCommand } from "./curlCommand.ts"
import { type CustomerSummaries, fetchCustomers } from "./customers.ts"
import { found } from "./element.ts"
import { fetchThreads, type ThreadsResponse } from "./fetchThreads.ts"
import { problem } from "./notes.ts"
import { addressOf, type PageQuery, pathOf, queryFrom, requestOf } from "./PageQuery.ts"
import { showResponse } from "./showResponse.ts"
import { beginning, suggest } from "./suggestions.ts"

const form = found("query", HTMLFormElement)
const results = found("results", HTMLElement)
const content = found("answer", HTMLElement)
const summary = found("summary", HTMLElement)
const curl = found("curl", HTMLElement)
const copied = found("copied", HTMLElement)
const waitingFirst = found("waiting-first", HTMLInputElement)
const withCredentials = document.body.dataset.access === "basic"

let summaries: CustomerSummaries | undefined
let last: ThreadsResponse | undefined
let sending = new AbortController()

const inputs = [...form.elements].filter(
  (control) => control instanceof HTMLInputElement || control instanceof HTMLSelectElement,
)

const readForm = (): PageQuery => {
  const data = new URLSearchParams(inputs.map(({ name, value }) => [name, value]))
  data.set("waiting-first", waitingFirst.checked ? "yes" : "no")
  return queryFrom(data)
}

const writeForm = (query: PageQuery): void => {
  const data = new URLSearchParams(addressOf(query).slice(1))
  for (const control of inputs) if (control !== waitingFirst) control.value = data.get(control.name) ?? ""
  waitingFirst.checked = query.waitingFirst
}

const show = (said: string, ...nodes: ReadonlyArray<Node>): void => {
  results.removeAttribute("aria-busy")
  if (summary.textContent !== said) summary.textContent = said
  content.replaceChildren(...nodes)
}

const showLast = (response: ThreadsResponse, query: PageQuery): void => {
  const shown = showResponse(response, query, Date.now())
  show(shown.summary, ...shown.content)
}

const ask = async (query: PageQuery): Promise<void> => {
  sending.abort()
  sending = new AbortController()
  const { signal } = sending
  last = undefined
  copied.textContent = ""
  const path = pathOf(query)
  const body = JSON.stringify(requestOf(query))
  document.title =
    path === undefined ? "Customer threads" : `${query.customer} at ${query.department} - Customer threads`
  const shownPath = path ?? "/communications/departments/DEPARTMENT/customers/CUSTOMER/threads"
  curl.textContent = curlCommand(location.origin + shownPath, body, withCredentials)
  if (summaries !== undefined) suggest(summaries, query.department)
  if (path === undefined) {
    const unsafe = query.department !== "" && query.customer !== ""
    const told = problem([], "An identifier is 1 to 128 letters, digits, underscores or hyphens.")
    const many = summaries?.customers.length ?? 0
    return unsafe
      ? show("Request not sent", told)
      : show(many === 0 ? "" : `${many} customers to choose from`, ...beginning(summaries))
  }
  results.setAttribute("aria-busy", "true")
  if (content.childElementCount === 0) summary.textContent = "Loading threads"
  try {
    last = await fetchThreads(path, body, signal)
    showLast(last, query)
  } catch {
    if (signal.aborted) return
    show("The server did not respond", problem([], "Check that it runs, then list again."))
  }
}

/** Sends the query of the form. If the query is new, it becomes an entry of the browser's history. */
const askForm = async (): Promise<void> => {
  const query = readForm()
  const address = addressOf(query)
  if (address !== location.pathname + location.search) history.pushState(null, "", address)
  await ask(query)
}

/** Shows the threads if they are below the form, as on a narrow page. */
const showResults = (): void => {
  if (matchMedia("(max-width: 60rem)").matches) results.scrollIntoView()
}

form.addEventListener("change", async ({ target }) => {
  await askForm()
  if (target instanceof HTMLInputElement && target.name === "customer") showResults()
})

form.addEventListener("submit", async (event) => {
  event.preventDefault()
  // Enter in a changed field sends the query by its change event.
  if (results.getAttribute("aria-busy") !== "true") await askForm()
  showResults()
})

waitingFirst.addEventListener("change", () => {
  const query = readForm()
  history.pushState(null, "", addressOf(query))
  if (last !== undefined) showLast(last, query)
})

window.addEventListener("popstate", () => {
  const query = queryFrom(new URLSearchParams(location.search))
  writeForm(query)
  void ask(query)
})

found("copy", HTMLButtonElement).addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(curl.textContent ?? "")
    copied.textContent = "Copied"
  } catch {
    getSelection()?.selectAllChildren(curl)
    copied.textContent = "Selected: copy it with the keyboard"
  }
})

const start = queryFrom(new URLSearchParams(location.search))
writeForm(start)
const asked = pathOf(start) === undefined ? undefined : ask(start)
// The browser scrolled before the page had its threads.
if (location.hash === "#results") void asked?.then(showResults)
summaries = await fetchCustomers()
if (asked === undefined) await ask(readForm())
else if (summaries !== undefined) suggest(summaries, start.department)
