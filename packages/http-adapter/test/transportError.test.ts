import { classifyTransportError } from "@customer-threads/http-adapter/transport-error"
import { assert, describe, it } from "@effect/vitest"

const failure = (code: string) =>
  Object.assign(new Error("fetch failed"), { cause: Object.assign(new Error(), { code }) })

describe("a failure of TLS", () => {
  it.each([
    ["CERT_HAS_EXPIRED", /has expired/],
    ["CERT_NOT_YET_VALID", /not yet valid/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /another name/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", /self-signed/],
    ["SELF_SIGNED_CERT_IN_CHAIN", /self-signed/],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", /unknown authority/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /unknown authority/],
    ["ERR_SSL_WRONG_VERSION_NUMBER", /does not speak TLS/],
    ["ERR_SSL_PACKET_LENGTH_TOO_LONG", /does not speak TLS/],
    ["CRL_HAS_EXPIRED", /could not be trusted/],
  ])("with the code %s is named in words, and is not retried", (code, problem) => {
    const reason = classifyTransportError(failure(code))
    assert.include(reason, { _tag: "Unavailable", detail: "tls", retry: "never" })
    assert.match(String("problem" in reason && reason.problem), problem)
  })
})
