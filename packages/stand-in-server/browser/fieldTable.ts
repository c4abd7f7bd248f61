import { element } from "./element.ts"
import { type JsonSchema, nameOf, whole } from "./OpenApi.ts"

/** What a value may be: a type, or a link to the schema that says it. */
export const typeOf = (schema: JsonSchema): Node => {
  const name = nameOf(schema)
  if (name !== undefined) return element("a", { href: `#schema-${name}` }, name)
  if (schema.items !== undefined) return element("span", {}, "array of ", typeOf(schema.items))
  return element("span", {}, whole(schema).type ?? "any")
}

const limitsOf = (schema: JsonSchema): ReadonlyArray<string> => {
  const { format, maximum, minimum, pattern } = whole(schema)
  return [
    ...(format === undefined ? [] : [`format ${format}`]),
    ...(minimum === undefined && maximum === undefined ? [] : [`${minimum ?? ""} to ${maximum ?? ""}`]),
    ...(pattern === undefined ? [] : [`matches ${pattern}`]),
  ]
}

const saidOf = (schema: JsonSchema): Node => {
  const { description, enum: values } = whole(schema)
  const limits = limitsOf(schema)
  return element(
    "div",
    {},
    ...(description === undefined ? [] : [element("p", {}, description)]),
    ...(values === undefined ? [] : [element("p", {}, `one of ${values.map(String).join(", ")}`)]),
    ...(limits.length === 0 ? [] : [element("p", { class: "tag" }, limits.join("; "))]),
  )
}

/** One field, or one parameter. */
export interface Field {
  readonly name: string
  readonly schema: JsonSchema
  readonly required: boolean
}

/** The fields of an object. */
export const fieldsOf = ({ properties = {}, required = [] }: JsonSchema): ReadonlyArray<Field> =>
  Object.entries(properties).map(([name, schema]) => ({ name, schema, required: required.includes(name) }))

/** The fields, a row each. */
export const fieldTable = (label: string, fields: ReadonlyArray<Field>): HTMLElement => {
  const head = ["Name", "Type", "Required", "Meaning and limits"]
  const rows = fields.map(({ name, required, schema }) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, element("code", {}, name)),
      element("td", {}, typeOf(schema)),
      element("td", {}, required ? "yes" : "no"),
      element("td", {}, saidOf(schema)),
    ),
  )
  return element(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
    element(
      "table",
      { "aria-label": label },
      element("thead", {}, element("tr", {}, ...head.map((title) => element("th", { scope: "col" }, title)))),
      element("tbody", {}, ...rows),
    ),
  )
}
