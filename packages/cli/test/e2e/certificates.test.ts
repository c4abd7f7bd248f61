import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:https"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runThreads } from "../../../../test/support/runThreads.ts"
import { selfSigned } from "../../../../test/support/selfSigned.ts"

const body = JSON.stringify({ customerThreads: [], requestUUID: "r-1", errors: [], warnings: [] })

describe("a self-signed certificate", () => {
  it.live("is trusted if NODE_EXTRA_CA_CERTS names it", () =>
    Effect.gen(function* () {
      const { cert, key } = selfSigned({ until: 100 })
      const folder = yield* Effect.acquireRelease(
        Effect.sync(() => mkdtempSync(join(tmpdir(), "threads-certificate-"))),
        (made) => Effect.sync(() => rmSync(made, { recursive: true })),
      )
      writeFileSync(join(folder, "trusted.pem"), cert)
      const server = createServer({ cert, key }, (_, response) => {
        response.writeHead(200, { "content-type": "application/json" }).end(body)
      })
      yield* Effect.acquireRelease(
        Effect.callback<void>((resume) => void server.listen(0, "127.0.0.1", () => resume(Effect.void))),
        () => Effect.sync(() => server.close().closeAllConnections()),
      )
      const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}/communications`
      const args = ["list", "--department", "d", "--customer", "c", "--base-url", baseUrl]
      const env = { THREADS_USERNAME: "u", THREADS_PASSWORD: "p" }
      assert.strictEqual((yield* runThreads(args, { env })).code, 5)
      const trusting = { ...env, NODE_EXTRA_CA_CERTS: join(folder, "trusted.pem") }
      assert.strictEqual((yield* runThreads(args, { env: trusting })).code, 0)
    }),
  )
})
