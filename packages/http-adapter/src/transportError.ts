import type { ThreadRepositoryErrorReason } from "@customer-threads/domain"
import * as Predicate from "effect/Predicate"
import { malformedResponse, proxyUnauthenticated, tlsFailure, unavailable } from "./HttpErrorDetail.ts"

/** The error code of a transport (or the error's name), or the whole message, and the reason that it stands for. */
const reasons: ReadonlyArray<
  readonly [pattern: RegExp, reason: (words: ReadonlyArray<string>) => ThreadRepositoryErrorReason]
> = [
  // Node's code, and its message if the proxy has the status 407.
  [/^Failed to establish tunnel .* 407( |$)/, proxyUnauthenticated],
  [/^ERR_PROXY_TUNNEL$/, () => unavailable("proxy")],
  [/^(ENOTFOUND|EAI_(AGAIN|NODATA|NONAME|FAIL))$/, () => unavailable("dns")],
  [
    /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT|EPROTO)/,
    tlsFailure,
  ],
  [
    /^(ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/,
    () => unavailable("connect"),
  ],
  [
    /^(UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW)$/,
    () => malformedResponse("tooLarge", { expected: "smaller headers" }),
  ],
  [
    /^(HTTPParserError|HPE_(?!INVALID_EOF_STATE$).*)$/,
    () => malformedResponse("status", { expected: "a server that speaks HTTP" }),
  ],
  // Undici's messages about an unexpected 100 or 101, for which it has no code.
  [
    /^bad (response|upgrade)$/,
    () => malformedResponse("status", { expected: "a status of a response, not 100 or 101" }),
  ],
]

/** Lists the code (or the name) and the message of an error, of its causes, and of the errors that it aggregates. */
const wordsOf = (error: unknown, depth = 0): ReadonlyArray<string> => {
  if (!Predicate.isObject(error) || depth > 5) return []
  const { cause, code, errors, message, name } = error as Partial<Record<string, unknown>>
  const inner = [cause, ...(Array.isArray(errors) ? errors : [])]
  return [code ?? name, message].filter(Predicate.isString).concat(inner.flatMap((other) => wordsOf(other, depth + 1)))
}

/**
 * Classifies the cause of a failed exchange by the error codes of undici, Node and other runtimes. A cause with no known
 * code is a connection that was cut: `Unavailable` (`reset`).
 */
export const classifyTransportError = (cause: unknown): ThreadRepositoryErrorReason => {
  const words = wordsOf(cause)
  const known = reasons.find(([pattern]) => words.some((word) => pattern.test(word)))
  return known === undefined ? unavailable("reset") : known[1](words)
}
