import { Rejected, type ThreadList } from "@customer-threads/domain"
import type { Credentials } from "@customer-threads/http-api/settings"
import * as Base64 from "effect/encoding/Base64"
import * as Redacted from "effect/Redacted"
import type { AttemptFailure } from "./response.ts"

/** Characters of the shortest text to redact: shorter ones are part of too many words by chance. */
const minLength = 4

/** Every form of the credentials that a text can hold, the longest first. */
const formsOf = ({ password, username }: Credentials): ReadonlyArray<string> => {
  const parts = [Redacted.value(username), Redacted.value(password)]
  const forms = [
    Base64.encode(parts.join(":")),
    ...parts,
    ...parts.map(encodeURIComponent),
    ...parts.map(Base64.encode),
  ]
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
