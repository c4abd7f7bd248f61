import { element, found } from "./element.ts"
import { fieldsOf, fieldTable } from "./fieldTable.ts"
import { problem } from "./notes.ts"
import { bodyOf, nameOf, type OpenApi } from "./OpenApi.ts"
import { operationSection } from "./operationSection.ts"

const main = found("reference", HTMLElement)

const introduction = ({ info, servers = [] }: OpenApi): HTMLElement =>
  element(
    "div",
    {},
    element("h1", {}, info.title),
    element("p", { class: "tag" }, `Version ${info.version}; as a document: `, link("/openapi.json")),
    ...(info.description === undefined ? [] : [element("p", {}, info.description)]),
    element(
      "p",
      {},
      "Served here at ",
      element("code", {}, location.origin),
      ...servers.flatMap(({ description, url }) => [
        "; ",
        element("code", {}, url),
        description === undefined ? "" : ` is ${description}`,
      ]),
      ".",
    ),
  )

const link = (path: string) => element("a", { href: path }, path)

const operationsOf = ({ paths }: OpenApi) =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
  )

/** The schemas whose fields no operation shows itself. */
const schemasOf = (api: OpenApi) => {
  const shown = operationsOf(api).map(({ operation }) => nameOf(bodyOf(operation.requestBody) ?? {}))
  return Object.entries(api.components?.schemas ?? {}).filter(([name]) => !shown.includes(name))
}

const render = (api: OpenApi): ReadonlyArray<Node> => [
  introduction(api),
  ...operationsOf(api).map(({ method, operation, path }) => operationSection(method, path, operation, api)),
  ...schemasOf(api).map(([name, schema]) =>
    element(
      "section",
      { id: `schema-${name}`, tabindex: "-1" },
      element("h2", {}, name),
      fieldTable(name, fieldsOf(schema)),
    ),
  ),
]

try {
  const response = await fetch("/openapi.json")
  if (!response.ok) throw new Error(`status ${response.status}`)
  main.replaceChildren(...render((await response.json()) as OpenApi))
  if (location.hash !== "") document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
} catch (error) {
  main.replaceChildren(
    problem([], `The reference cannot be shown, for /openapi.json could not be read: ${String(error)}`),
  )
}
main.removeAttribute("aria-busy")
