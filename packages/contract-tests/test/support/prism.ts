import { Writable } from "node:stream"
import { createLogger } from "@stoplight/prism-core"
import { getHttpOperationsFromSpec, type IHttpConfig } from "@stoplight/prism-http"
import { createServer } from "@stoplight/prism-http-server"
import { Effect } from "effect"

const checks = {
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: true,
  upstreamProxy: undefined,
} as const

/** Lets requests through to another server, and refuses what a document does not allow, on either way. */
export const proxyTo = (origin: string): IHttpConfig => ({
  ...checks,
  isProxy: true,
  upstream: new URL(origin),
  mock: { dynamic: false },
})

/** Responds with whatever a document allows: the same for the same seed, which can be set at any time. */
export const mocking = (mock: { readonly dynamic: true; seed: string }): IHttpConfig => ({
  ...checks,
  isProxy: false,
  mock,
})

/** Starts Prism on loopback with a document. Returns its address, and each warning and error that it reports. */
export const prism = Effect.fnUntraced(function* (document: string, config: IHttpConfig) {
  const told: Array<string> = []
  const lines = new Writable({
    write: (chunk, _, done) => {
      told.push(JSON.parse(String(chunk)).msg)
      done()
    },
  })
  const operations = yield* Effect.promise(() => getHttpOperationsFromSpec(JSON.parse(document)))
  const server = createServer(operations, {
    components: { logger: createLogger("prism", { level: "warn" }, lines) },
    config,
    cors: false,
  })
  const origin = yield* Effect.acquireRelease(
    Effect.promise(() => server.listen(0, "127.0.0.1")),
    () => Effect.promise(() => server.close()),
  )
  return { baseUrl: `${origin}/communications`, told }
})
