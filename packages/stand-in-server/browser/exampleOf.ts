import { type JsonSchema, nameOf, type OpenApi, whole } from "./OpenApi.ts"

const simple = ({ description = "", format, type }: JsonSchema): unknown => {
  if (type === "boolean") return true
  if (type === "string") return format === "date-time" ? "2025-03-28T11:34:43.272Z" : "string"
  if (type === "integer" || type === "number") return description.includes("milliseconds") ? 1_743_161_683_272 : 1
  return null
}

/** A value that a schema allows: its own example where it has one, else one of its type. */
export const exampleOf = (schema: JsonSchema, { components }: OpenApi, depth = 0): unknown => {
  const name = nameOf(schema)
  const known = whole(name === undefined ? schema : (components?.schemas?.[name] ?? {}))
  const inner = (part: JsonSchema) => exampleOf(part, { components } as OpenApi, depth + 1)
  const [given] = [...(known.examples ?? []), ...(known.enum ?? [])]
  if (given !== undefined) return given
  if (depth > 8) return null
  if (known.anyOf?.[0] !== undefined) return inner(known.anyOf[0])
  if (known.items !== undefined) return [inner(known.items)]
  if (known.properties === undefined) return simple(known)
  return Object.fromEntries(Object.entries(known.properties).map(([field, part]) => [field, inner(part)]))
}
