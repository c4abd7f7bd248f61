import type { ListThreadsResponse } from "@customer-threads/http-api/wire"

/** A response: its status and body, and the vendor's envelope if the body is one. */
export interface ThreadsResponse {
  readonly status: number
  readonly text: string
  readonly envelope: ListThreadsResponse | undefined
}

const isEnvelope = (json: unknown): json is ListThreadsResponse =>
  typeof json === "object" &&
  json !== null &&
  ["customerThreads", "errors", "warnings"].every((name) => Array.isArray((json as Record<string, unknown>)[name]))

const envelopeIn = (text: string): ListThreadsResponse | undefined => {
  try {
    const json: unknown = JSON.parse(text)
    return isEnvelope(json) ? json : undefined
  } catch {
    return undefined
  }
}

/** Sends the request to the documented operation. Rejects if the server cannot be reached or the request is aborted. */
export const fetchThreads = async (path: string, body: string, signal: AbortSignal): Promise<ThreadsResponse> => {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal,
    redirect: "error",
  })
  const text = await response.text()
  return { status: response.status, text, envelope: envelopeIn(text) }
}
