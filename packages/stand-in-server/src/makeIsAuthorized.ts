import { hash, timingSafeEqual } from "node:crypto"
import type { Credentials } from "@customer-threads/http-api/settings"
import * as Redacted from "effect/Redacted"

const basic = /^basic +((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?)$/i

const digest = (bytes: Buffer): Buffer => hash("sha256", bytes, "buffer")

/** Tells of an `Authorization` header whether it carries the credentials, in a time that does not tell how much of them was right. */
export const makeIsAuthorized = ({ password, username }: Credentials): ((header: string | undefined) => boolean) => {
  const expected = digest(Buffer.from(`${Redacted.value(username)}:${Redacted.value(password)}`))
  return (header) => timingSafeEqual(digest(Buffer.from(basic.exec(header ?? "")?.[1] ?? "", "base64")), expected)
}
