const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`

/**
 * A value as JSON in printable ASCII, which no code page or locale of a compiler or shell changes. Of such a text it is
 * also the literal between double quotes in Go, Java and JavaScript.
 */
export const asciiJson = (value: unknown): string => JSON.stringify(value).replace(/[^ -~]/g, escape)

/** Printable ASCII between single quotes, where a backslash escapes itself and the quote: Ruby and PHP. */
export const singleQuoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`

/** An object as a literal of JavaScript. Its keys are names. */
export const objectLiteral = (object: object): string => {
  const entries = Object.entries(object).map(([name, value]) => `${name}: ${asciiJson(value)}`)
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`
}
