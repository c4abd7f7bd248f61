import * as Effect from "effect/Effect"
import { Agent, type Dispatcher } from "undici"
import { AttemptFailure } from "./AttemptFailure.ts"
import type { Answer, Exchange, Transport } from "./Exchange.ts"
import { failureOfTransport } from "./failureOfTransport.ts"
import type { HttpSettings } from "./HttpSettings.ts"
import { requestTemplate } from "./requestTemplate.ts"
import { tooLarge } from "./tooLarge.ts"

/** How long making a connection may take, the handshake of TLS included, in milliseconds. */
const CONNECT = 5_000

type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2]

/** One request through a dispatcher. What arrives before it is asked for is kept, within the limit. */
class UndiciExchange implements Exchange, Answer, Dispatcher.DispatchHandler {
  status = 0
  readonly #send: (exchange: UndiciExchange) => void
  readonly #maxBodyBytes: number
  readonly #chunks: Array<Uint8Array> = []
  #headers: Headers = {}
  #size = 0
  #isEnded = false
  #isAbandoned = false
  #failure: AttemptFailure | undefined
  #controller: Dispatcher.DispatchController | undefined
  /** Tells whoever waits. */
  #tell: () => void = () => {}

  constructor(send: (exchange: UndiciExchange) => void, maxBodyBytes: number) {
    this.#send = send
    this.#maxBodyBytes = maxBodyBytes
  }

  readonly answer = Effect.callback<Answer, AttemptFailure>((resume) => {
    this.#tell = () => resume(this.#failure === undefined ? Effect.succeed(this) : Effect.fail(this.#failure))
    this.#send(this)
  })

  readonly body = Effect.callback<Uint8Array, AttemptFailure>((resume) => {
    if (Number(this.header("content-length")) > this.#maxBodyBytes) this.#fail(this.#tooLarge())
    this.#tell = () => {
      if (this.#failure !== undefined) resume(Effect.fail(this.#failure))
      else if (this.#isEnded) resume(Effect.succeed(this.#bytes()))
    }
    this.#tell()
  })

  readonly abandon = Effect.sync(() => {
    this.#isAbandoned = true
    this.#controller?.abort(new Error("abandoned"))
  })

  header(name: string): string | undefined {
    const value = this.#headers[name]
    return Array.isArray(value) ? value.join(", ") : value
  }

  #bytes(): Uint8Array {
    const [first] = this.#chunks
    return first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks)
  }

  #tooLarge(): AttemptFailure {
    return tooLarge(this.status, this.#maxBodyBytes)
  }

  #fail(failure: AttemptFailure): void {
    this.#failure ??= failure
    this.#tell()
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#isAbandoned) controller.abort(new Error("abandoned"))
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers): void {
    // A hint that comes before the answer.
    if (status < 200) return
    this.status = status
    this.#headers = headers
    this.#tell()
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#size += chunk.byteLength
    if (this.#size <= this.#maxBodyBytes) this.#chunks.push(chunk)
    else this.#fail(this.#tooLarge())
  }

  onResponseEnd(): void {
    this.#isEnded = true
    this.#tell()
  }

  onResponseError(_: Dispatcher.DispatchController, cause: Error): void {
    this.#fail(new AttemptFailure({ reason: failureOfTransport(cause) }))
  }
}

/** Over a pool of undici's own, for as long as the scope is open: HTTP/1.1, and 5 seconds to make a connection. */
export const overUndici = Effect.fnUntraced(function* (settings: HttpSettings) {
  const agent = yield* Effect.acquireRelease(
    Effect.sync(() => new Agent({ allowH2: false, connect: { timeout: CONNECT } })),
    (made) => Effect.promise(() => made.destroy()),
  )
  const { contentType, headers, to } = requestTemplate(settings)
  const { origin } = new URL(settings.baseUrl)
  // The limits of time are the settings'.
  const common = { origin, method: "POST", headersTimeout: 0, bodyTimeout: 0 } as const
  const sent = { ...headers, "content-type": contentType }

  const transport: Transport = (query) => {
    const { body, url } = to(query)
    const options = { ...common, path: url.slice(origin.length), headers: sent, body }
    return new UndiciExchange((exchange) => agent.dispatch(options, exchange), settings.maxBodyBytes)
  }
  return transport
})
