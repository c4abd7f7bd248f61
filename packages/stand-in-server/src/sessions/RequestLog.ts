/** One request that was received, and what it was answered. */
export interface ReceivedRequest {
  /** Its number among those received, from 1. */
  readonly n: number
  /** When it was received, as `2025-03-28T11:34:43.272Z`. */
  readonly time: string
  readonly method: string
  /** As it was sent, with its query. */
  readonly path: string
  /** Without the credentials. */
  readonly headers: Readonly<Record<string, string>>
  /** As text, or null where it was not read to its end within its limit. */
  readonly body: string | null
  /** Null until it is answered, and where the connection was reset instead. */
  readonly status: number | null
  /** What went wrong on purpose. */
  readonly faults: ReadonlyArray<string>
}

const MAX_REQUESTS = 1_000
const MAX_CHARACTERS = 1_048_576

const sizeOf = ({ body, headers, path }: ReceivedRequest): number =>
  Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length, 0) +
  path.length +
  (body ?? "").length

/** The last 1,000 requests received, or as many of them as hold 1,048,576 characters. */
export class RequestLog {
  #requests: Array<ReceivedRequest> = []
  #first = 0
  #characters = 0
  #received = 0

  get all(): ReadonlyArray<ReceivedRequest> {
    return this.#requests.slice(this.#first)
  }

  /** How many were received since the start, those no longer held included. */
  get received(): number {
    return this.#received
  }

  /** Gives what to set the status of once it is answered. */
  add(request: Omit<ReceivedRequest, "n" | "status">): { status: number | null } {
    this.#received += 1
    const numbered = { n: this.#received, ...request, status: null }
    this.#requests.push(numbered)
    this.#characters += sizeOf(numbered)
    while (this.#requests.length - this.#first > MAX_REQUESTS || this.#characters > MAX_CHARACTERS) this.#dropFirst()
    return numbered
  }

  clear(): void {
    this.#requests = []
    this.#first = 0
    this.#characters = 0
    this.#received = 0
  }

  // Those dropped are cut off in one go once they are as many as may be held.
  #dropFirst(): void {
    const dropped = this.#requests[this.#first]
    if (dropped === undefined) return
    this.#characters -= sizeOf(dropped)
    this.#first += 1
    if (this.#first >= MAX_REQUESTS) {
      this.#requests = this.#requests.slice(this.#first)
      this.#first = 0
    }
  }
}
