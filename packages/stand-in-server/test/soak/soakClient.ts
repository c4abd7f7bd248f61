import { type Agent, request } from "node:http"
import { connect } from "node:net"

/** A response. */
export interface Answer {
  readonly status: number
  readonly text: string
}

/** Sends a POST of JSON over a kept connection. Resolves with undefined if the connection fails. */
export const post = (
  agent: Agent,
  url: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Answer | undefined> =>
  new Promise((resolve) => {
    const sent = request(url, {
      method: "POST",
      agent,
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers },
    })
    sent.on("error", () => resolve(undefined))
    sent.on("response", (response) => {
      let text = ""
      response.setEncoding("utf8")
      response.on("data", (chunk) => {
        text += chunk
      })
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }))
      response.on("error", () => resolve(undefined))
    })
    sent.end(body)
  })

/** Writes bytes that are not a request, and waits until the server closes the connection, for at most two seconds. */
export const writeRaw = (port: number, bytes: string): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes))
    socket.setTimeout(2_000, () => socket.destroy())
    socket.on("data", () => {})
    socket.on("error", () => {})
    socket.on("close", () => resolve())
  })
