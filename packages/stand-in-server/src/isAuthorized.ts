import { createHash, timingSafeEqual } from "node:crypto"
import type { Credentials } from "@customer-threads/http-api/wire"
import * as Base64 from "effect/encoding/Base64"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"

const digest = (text: string): Buffer => createHash("sha256").update(text).digest()

/** Whether an `Authorization` header carries the credentials, in a time that does not tell how much of them was right. */
export const isAuthorized = (credentials: Credentials, header: string | undefined): boolean => {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header ?? "")?.[1] ?? ""
  const given = Result.getOrElse(Base64.decodeString(encoded), () => "")
  const expected = `${Redacted.value(credentials.username)}:${Redacted.value(credentials.password)}`
  return timingSafeEqual(digest(given), digest(expected))
}
