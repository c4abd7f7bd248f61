import { Rejected, type ThreadList } from "@customer-threads/domain"
import type { Credentials } from "@customer-threads/http-api/settings"
import * as Base64 from "effect/encoding/Base64"
import * as Redacted from "effect/Redacted"
import { AttemptFailure } from "./AttemptFailure.ts"

/** Shorter ones stand in too many words by chance. */
const shortest = 4

/** Everything that the credentials look like in a text, the longest first. */
const looksOf = ({ password, username }: Credentials): ReadonlyArray<string> => {
  const parts = [Redacted.value(password), Redacted.value(username)]
  const all = [
    Base64.encode(parts.toReversed().join(":")),
    ...parts,
    ...parts.map(encodeURIComponent),
    ...parts.map(Base64.encode),
  ]
  return [...new Set(all)].filter((look) => look.length >= shortest).toSorted((a, b) => b.length - a.length)
}

/** Takes the credentials out of whatever a service says beside threads: one that echoes them must not leak them. */
export const hideSecrets = (credentials: Credentials) => {
  const looks = looksOf(credentials)
  const hide = (text: string): string => looks.reduce((rest, look) => rest.replaceAll(look, "<redacted>"), text)
  const hideIn = <A extends object>(record: A): A =>
    Object.fromEntries(
      Object.entries(record).map(([key, value]) => [key, typeof value === "string" ? hide(value) : value]),
    ) as A

  const inFailure = ({ reason, requestUuid }: AttemptFailure): AttemptFailure =>
    new AttemptFailure({
      reason:
        reason._tag === "Rejected"
          ? new Rejected({
              status: reason.status,
              errors: reason.errors.map(hideIn),
              warnings: reason.warnings.map(hideIn),
            })
          : reason,
      requestUuid: requestUuid === undefined ? undefined : hide(requestUuid),
    })

  const inList = (list: ThreadList): ThreadList => ({
    ...list,
    ...(list.requestUuid === undefined ? {} : { requestUuid: hide(list.requestUuid) }),
    warnings: list.warnings.map(hideIn),
  })

  return { inFailure, inList }
}
