import { isLoopback, isLoopbackAddress } from "@customer-threads/http-api/settings"
import { assert, describe, it } from "@effect/vitest"

describe("a host", () => {
  it.each(["127.0.0.1", "127.9.9.9", "127.10.200.30", "::1", "[::1]"])(
    "is on the loopback at the address %s",
    (host) => {
      assert.deepStrictEqual([isLoopbackAddress(host), isLoopback(host)], [true, true])
    },
  )

  it("is on the loopback by the name localhost, which is no address", () => {
    assert.deepStrictEqual([isLoopbackAddress("localhost"), isLoopback("localhost")], [false, true])
  })

  it.each(["", "128.0.0.1", "127.0.0.1.example.test", "x127.0.0.1", "::", "::11", "localhost.example.test", "0.0.0.0"])(
    "is not on the loopback at %j",
    (host) => {
      assert.deepStrictEqual([isLoopbackAddress(host), isLoopback(host)], [false, false])
    },
  )
})
