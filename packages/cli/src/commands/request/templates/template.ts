import type { ThreadQuery } from "@customer-threads/domain"
import type { RequestDescription } from "@customer-threads/http-adapter"

/** The request that a program sends, and its query in the library's terms. */
export interface PrintedRequest extends RequestDescription {
  readonly baseUrl: string
  readonly query: ThreadQuery
}

/**
 * Makes a complete program in ASCII. It sends the request with the credentials of its environment and prints the body of
 * the response. It fails without a complete response of status 2xx, follows no redirect, and has a timeout of 30 seconds.
 */
export type Program = (request: PrintedRequest) => string

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
