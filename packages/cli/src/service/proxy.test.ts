import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import { findProxy, readProxies } from "./proxy.ts"
import { transport } from "./transport.ts"

/** Entries that differ in each part that Node looks at. */
const entries = [
  ...[
    "*",
    "",
    " ",
    "example.test",
    "EXAMPLE.test",
    " example.test ",
    ".example.test",
    "*.example.test",
    "*example.test",
  ],
  ...["ample.test", "a.example.test", "example.test:80", "example.test:8080", "test", ".test", "*.test", "192.0.2.5"],
  ...[
    "192.0.2.1-192.0.2.9",
    "192.0.2.9-192.0.2.1",
    "192.0.2.6-192.0.2.9",
    "192.0.2.0/24",
    "[2001:db8::1]",
    "2001:db8::1",
  ],
  ...["other.test,example.test", "localhost", "127.0.0.1"],
]
const hosts = ["example.test", "a.example.test", "badexample.test", "example.test:8080", "192.0.2.5", "[2001:db8::1]"]

const environment = (env: Record<string, string>) =>
  Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env })))

describe("the proxy that is found", () => {
  it.live("is the one that Node uses, for every form of NO_PROXY", () =>
    Effect.gen(function* () {
      let asked = 0
      const proxy = createServer((_, response) => {
        asked += 1
        response.writeHead(204).end()
      })
      const port = yield* Effect.acquireRelease(
        Effect.callback<number>(
          (resume) =>
            void proxy.listen(0, "127.0.0.1", () => resume(Effect.succeed((proxy.address() as AddressInfo).port))),
        ),
        () => Effect.sync(() => proxy.close()),
      )
      let found = 0
      for (const no of entries) {
        for (const host of hosts) {
          const url = new URL(`http://${host}/`)
          const env = { HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: no }
          const before = asked
          // Without the proxy nothing is there: these names and addresses are reserved.
          yield* HttpClient.get(url).pipe(
            Effect.timeout("300 millis"),
            Effect.ignore,
            Effect.scoped,
            Effect.provide(transport),
            environment(env),
          )
          const isUsed = (yield* environment(env)(findProxy(url))) !== undefined
          assert.strictEqual(isUsed, asked > before, `${JSON.stringify(no)} for ${host}`)
          found += isUsed ? 1 : 0
        }
      }
      assert.isAbove(found, 50)
      assert.isBelow(found, entries.length * hosts.length - 30)
    }),
  )

  it.effect.each([
    "http://us%zzer:canary@127.0.0.1:9",
    "http://user:canary@[",
    "socks5://user:canary@proxy.test",
    "user:canary@proxy.test:3128",
    "//user:canary@proxy.test",
    "canary",
  ])("is refused if it is %s, and its text is neither printed nor given to Node", (text) =>
    Effect.gen(function* () {
      const env = { HTTPS_PROXY: text, HTTP_PROXY: text }
      const error = yield* Effect.flip(environment(env)(findProxy(new URL("https://example.test/"))))
      assert.match(error.message, /^HTTPS_PROXY must be an address such as http:\/\/proxy\.example:3128; /)
      assert.notInclude(error.message, "canary")
      assert.include(yield* environment(env)(readProxies), { http_proxy: undefined, https_proxy: undefined })
    }),
  )
})
