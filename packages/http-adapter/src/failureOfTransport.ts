import type { ThreadRepositoryErrorReason } from "@customer-threads/domain"
import * as Predicate from "effect/Predicate"
import { malformedResponse, unavailable } from "./HttpErrorDetail.ts"

const dns = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_NODATA", "EAI_NONAME", "EAI_FAIL"])
const connect = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EACCES",
  "EPERM",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
])
const tls =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT|EPROTO)/

/** Every error's code (its name, where it has none) in a cause, its causes, and the several causes of a connection tried several ways; outermost first. */
const codesOf = (cause: unknown, depth = 0): ReadonlyArray<string> => {
  if (!Predicate.isObject(cause) || depth > 5) return []
  const code = "code" in cause ? cause.code : undefined
  const name = code === undefined && "name" in cause ? cause.name : undefined
  const own = [code, name].filter(Predicate.isString)
  const inner = "cause" in cause ? codesOf(cause.cause, depth + 1) : []
  const several = "errors" in cause && Array.isArray(cause.errors) ? cause.errors : []
  return [...own, ...inner, ...several.flatMap((error) => codesOf(error, depth + 1))]
}

/** Undici's words for a 100 or a 101 that nobody asked for; it has no code for them. */
const unaskedStatus = /^bad (response|upgrade)$/

const saysUnaskedStatus = (cause: unknown, depth = 0): boolean =>
  Predicate.isObject(cause) &&
  depth <= 5 &&
  (("message" in cause && Predicate.isString(cause.message) && unaskedStatus.test(cause.message)) ||
    ("cause" in cause && saysUnaskedStatus(cause.cause, depth + 1)))

/**
 * What a transport's failure means: undici's, Node's and the runtime's error codes read once, here. What none of them
 * explains is a connection cut short.
 */
export const failureOfTransport = (cause: unknown): ThreadRepositoryErrorReason => {
  const codes = codesOf(cause)
  const has = (test: (code: string) => boolean) => codes.some(test)
  if (has((code) => dns.has(code))) return unavailable("dns")
  if (has((code) => tls.test(code))) return unavailable("tls")
  if (has((code) => connect.has(code))) return unavailable("connect")
  if (has((code) => code === "UND_ERR_HEADERS_OVERFLOW" || code === "HPE_HEADER_OVERFLOW")) {
    return malformedResponse("tooLarge", { expected: "smaller headers" })
  }
  if (has((code) => code === "HTTPParserError" || (code.startsWith("HPE_") && code !== "HPE_INVALID_EOF_STATE"))) {
    return malformedResponse("status", { expected: "a server that speaks HTTP" })
  }
  if (saysUnaskedStatus(cause)) {
    return malformedResponse("status", { expected: "a status of a response, not 100 or 101" })
  }
  return unavailable("reset")
}
