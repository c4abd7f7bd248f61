import { Rejected, type ThreadList } from "@customer-threads/domain"
import type { Credentials } from "@customer-threads/http-api/settings"
import * as Base64 from "effect/encoding/Base64"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Redacted from "effect/Redacted"
import type { AttemptFailure } from "./response.ts"

/** Characters of the shortest text to redact: shorter ones are part of too many words by chance. */
const minLength = 4

type Encode = (text: string) => string

const lowerHex = (encode: Encode): Encode => {
  return (text) => encode(text).replace(/%[\dA-F]{2}|\\u[\dA-F]{4}|&#x[\dA-F]+;/g, (part) => part.toLowerCase())
}

/** Encodes each character that `plain` does not match, by its UTF-16 code. */
const escaping = (plain: RegExp, escape: (code: number) => string): Encode => {
  return (text) => text.replace(/[\s\S]/g, (one) => (plain.test(one) ? one : escape(one.charCodeAt(0))))
}

const hex = (code: number, length: number): string => code.toString(16).toUpperCase().padStart(length, "0")
const percent: Encode = encodeURIComponent
// RFC 3986 reserves these as well.
const strictPercent: Encode = (text) => percent(text).replace(/[!'()*]/g, (one) => `%${hex(one.charCodeAt(0), 2)}`)
const form: Encode = (text) => new URLSearchParams({ "": text }).toString().slice(1)
const json: Encode = (text) => JSON.stringify(text).slice(1, -1)
const asciiJson: Encode = (text) => escaping(/[ -~]/, (code) => `\\u${hex(code, 4)}`)(json(text))
const slashedJson = (encode: Encode): Encode => {
  return (text) => encode(text).replaceAll("/", "\\/")
}
const names: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" }
const html: Encode = (text) => text.replace(/[&<>"']/g, (one) => `&${names[one]};`)
// Many encoders leave the apostrophe, or give its number.
const htmlWith = (apostrophe: string): Encode => {
  return (text) => html(text).replaceAll("&apos;", apostrophe)
}
const htmlDecimal = escaping(/[\w\s.,:-]/, (code) => `&#${code};`)
const htmlHex = escaping(/[\w\s.,:-]/, (code) => `&#x${hex(code, 2)};`)

/** The usual encodings of a text. Hexadecimal digits are in either case. */
const encodings: ReadonlyArray<Encode> = [
  (text) => text,
  ...[percent, strictPercent, form, asciiJson, slashedJson(asciiJson), htmlHex].flatMap((encode) => [
    encode,
    lowerHex(encode),
  ]),
  ...[json, slashedJson(json), html, htmlWith("'"), htmlWith("&#39;"), htmlDecimal],
  // These are the forms without padding as well, which are the beginning of those with it.
  ...[Base64.encode, Base64Url.encode].map(
    (encode): Encode =>
      (text) =>
        encode(text).replace(/=+$/, ""),
  ),
]

/** Every form of the credentials that a text can hold, the longest first. */
const formsOf = ({ password, username }: Credentials): ReadonlyArray<string> => {
  const parts = [Redacted.value(username), Redacted.value(password)]
  const forms = [parts.join(":"), ...parts].flatMap((text) => encodings.map((encode) => encode(text)))
  return [...new Set(forms)].filter((form) => form.length >= minLength).toSorted((a, b) => b.length - a.length)
}

/** Removes the credentials from the texts beside threads, in case a service echoes them. */
export const redactCredentials = (credentials: Credentials) => {
  const forms = formsOf(credentials)
  const redact = (text: string): string => forms.reduce((rest, form) => rest.replaceAll(form, "<redacted>"), text)
  const redactFields = <A extends object>(record: A): A =>
    Object.fromEntries(
      Object.entries(record).map(([key, value]) => [key, typeof value === "string" ? redact(value) : value]),
    ) as A

  const inFailure = (failure: AttemptFailure): AttemptFailure => {
    const { reason } = failure
    if (reason._tag !== "Rejected") return redactFields(failure)
    const { errors, status, warnings } = reason
    return redactFields({
      ...failure,
      reason: new Rejected({ status, errors: errors.map(redactFields), warnings: warnings.map(redactFields) }),
    })
  }

  const inList = (list: ThreadList): ThreadList => redactFields({ ...list, warnings: list.warnings.map(redactFields) })

  return { inFailure, inList }
}
