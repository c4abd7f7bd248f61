import { MalformedResponse, Unavailable } from "@customer-threads/domain"
import type * as Duration from "effect/Duration"
import type { Mismatch } from "./checkResponse.ts"

/** Causes of `Unavailable`, each with its part of the message. */
const unavailableDetails = {
  /** The host name could not be resolved. */
  dns: { problem: "The service's host name could not be resolved", fix: "check the base URL and the network" },
  /** No connection could be made. */
  connect: { problem: "No connection to the service could be made", fix: "check the base URL and the network" },
  /** The connection was cut before the response was complete. */
  reset: { problem: "The connection to the service was cut before the response was complete", fix: "try again" },
  /** The certificate could not be trusted. */
  tls: {
    problem: "The service's certificate could not be trusted",
    fix: "check the base URL, the clock and the certificates",
    retry: "never",
  },
  /** A proxy did not connect to the service. */
  proxy: { problem: "The proxy did not connect to the service", fix: "check HTTPS_PROXY and the proxy" },
  /** A response came with the status 408, or with 5xx other than 501 and 505. */
  status: {},
} as const

/** Faults of a response that make it a `MalformedResponse`, each with its `retry`. */
const malformedDetails = {
  /** A status of 3xx: redirects are not followed. */
  redirect: "never",
  /** A status that the adapter does not know, or bytes that are not HTTP. */
  status: "never",
  /** A body that is not JSON by its Content-Type. */
  contentType: "once",
  /** A compressed body, though the request allows none. */
  encoding: "never",
  /** More bytes than the adapter reads. */
  tooLarge: "never",
  /** A body that is not UTF-8. */
  utf8: "once",
  /** A body that is not JSON. */
  json: "once",
  /** No body. */
  empty: "once",
  /** JSON that is against the contract. */
  contract: "never",
  /** Threads that the query does not match. The usual cause is a connection that mixed up responses. */
  mismatch: "always",
} as const

/** Makes the reason of a proxy that needs other credentials than it got. */
export const proxyUnauthenticated = (): Unavailable =>
  new Unavailable({
    detail: "proxy",
    problem: "The proxy refused its credentials (HTTP 407)",
    fix: "put the username and the password of the proxy into HTTPS_PROXY",
    retry: "never",
  })

const untrusted =
  "check the base URL; where the network inspects TLS, set NODE_EXTRA_CA_CERTS to the file of its certificate"

const unknownAuthority = { problem: "The service's certificate is from an unknown authority", fix: untrusted }
const selfSigned = { problem: "The service's certificate is self-signed", fix: untrusted }
const noTls = {
  problem: "The service does not speak TLS",
  fix: "check the scheme and the port in the base URL",
}

/** The problem and the fix of each failure of TLS, by the code of Node and OpenSSL. */
const tlsProblems: Readonly<Record<string, { readonly problem: string; readonly fix: string }>> = {
  CERT_HAS_EXPIRED: {
    problem: "The service's certificate has expired",
    fix: "check this machine's clock; if it is right, tell the vendor that the certificate has ended",
  },
  CERT_NOT_YET_VALID: { problem: "The service's certificate is not yet valid", fix: "check this machine's clock" },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    problem: "The service's certificate is for another name",
    fix: "check the host name in the base URL",
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: selfSigned,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_UNEXPECTED_MESSAGE: noTls,
  ERR_SSL_HTTP_REQUEST: noTls,
}

/** Makes the reason of a failed TLS handshake from the codes of the error and of its causes. */
export const tlsFailure = (words: ReadonlyArray<string>): Unavailable => {
  const code = words.find((word) => Object.hasOwn(tlsProblems, word))
  return new Unavailable({
    detail: "tls",
    ...unavailableDetails.tls,
    ...(code === undefined ? {} : tlsProblems[code]),
  })
}

type UnavailableDetail = keyof typeof unavailableDetails
type MalformedDetail = keyof typeof malformedDetails

/** The words that this adapter uses for the `detail` of `Unavailable` and of `MalformedResponse`. */
export type HttpErrorDetail = UnavailableDetail | MalformedDetail

/** Makes the reason of a service that could not be reached or is failing. */
export const unavailable = (
  detail: UnavailableDetail,
  response: { readonly status?: number; readonly retryAfter?: Duration.Duration } = {},
): Unavailable => new Unavailable({ detail, ...unavailableDetails[detail], ...response })

/** Makes the reason of a response that breaks a law for its query. */
export const mismatchedResponse = (status: number, mismatch: Mismatch): MalformedResponse =>
  new MalformedResponse({
    detail: "mismatch",
    retry: malformedDetails.mismatch,
    status,
    ...mismatch,
    fix: "try again; if the service differs from this law, set THREADS_CHECK_RESPONSES=false",
  })

/** Makes the reason of an invalid response. */
export const malformedResponse = (
  detail: MalformedDetail,
  response: { readonly status?: number; readonly path?: string; readonly expected: string },
): MalformedResponse => new MalformedResponse({ detail, retry: malformedDetails[detail], ...response })
