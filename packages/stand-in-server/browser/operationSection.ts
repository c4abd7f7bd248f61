import { curlCommand } from "./curlCommand.ts"
import { element } from "./element.ts"
import { exampleOf } from "./exampleOf.ts"
import { fieldsOf, fieldTable, typeOf } from "./fieldTable.ts"
import { bodyOf, type JsonSchema, nameOf, type OpenApi, type Operation } from "./OpenApi.ts"

const code = (label: string, text: string) =>
  element("pre", { tabindex: "0", role: "region", "aria-label": label }, element("code", {}, text))

const statusTable = (responses: NonNullable<Operation["responses"]>): HTMLElement =>
  element(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Answers" },
    element(
      "table",
      { "aria-label": "Answers" },
      element(
        "thead",
        {},
        element("tr", {}, ...["Status", "Body", "Meaning"].map((title) => element("th", { scope: "col" }, title))),
      ),
      element(
        "tbody",
        {},
        ...Object.entries(responses).map(([status, response]) => {
          const schema = bodyOf(response)
          const name = schema === undefined ? undefined : nameOf(schema)
          const said = response.description === name ? "" : (response.description ?? "")
          return element(
            "tr",
            {},
            element("th", { scope: "row" }, status),
            element("td", {}, schema === undefined ? "" : typeOf(schema)),
            element("td", {}, said === "" ? (meanings[status] ?? "") : said),
          )
        }),
      ),
    ),
  )

/** What a status says where the document only names the body. */
const meanings: Readonly<Record<string, string>> = {
  200: "the list",
  400: "the path or the body is wrong; the error says where",
  401: "the credentials are missing or wrong",
  413: "the body is too large",
  415: "the body is not application/json",
}

const resolved = (schema: JsonSchema, { components }: OpenApi): JsonSchema =>
  components?.schemas?.[nameOf(schema) ?? ""] ?? schema

/** One operation: what it takes, what it answers, and an example of each. */
export const operationSection = (method: string, path: string, operation: Operation, api: OpenApi): HTMLElement => {
  const { description, parameters = [], responses = {}, security = [], summary } = operation
  const request = bodyOf(operation.requestBody)
  const answer = bodyOf(responses["200"])
  const sample = request === undefined ? "{}" : JSON.stringify(exampleOf(request, api))
  const secured = security.length > 0
  return element(
    "section",
    {},
    element("h2", {}, summary ?? `${method} ${path}`),
    element(
      "p",
      { class: "path" },
      element("span", { class: "method" }, method.toUpperCase()),
      element("code", {}, path),
    ),
    ...(description === undefined ? [] : [element("p", {}, description)]),
    ...(secured ? [element("p", { class: "tag" }, "Needs HTTP Basic, where the server has credentials.")] : []),
    ...(parameters.length === 0
      ? []
      : [
          element("h3", {}, "In the path"),
          fieldTable(
            "In the path",
            parameters.map(({ name, required, schema }) => ({
              name,
              schema: schema ?? {},
              required: required === true,
            })),
          ),
        ]),
    ...(request === undefined
      ? []
      : [
          element("h3", {}, "In the body of the request"),
          fieldTable("In the body of the request", fieldsOf(resolved(request, api))),
        ]),
    element("h3", {}, "Answers"),
    statusTable(responses),
    element("h3", {}, "A request"),
    code("A request", curlCommand(location.origin + path, sample, secured)),
    ...(answer === undefined
      ? []
      : [element("h3", {}, "Its answer"), code("Its answer", JSON.stringify(exampleOf(answer, api), null, 2))]),
  )
}
