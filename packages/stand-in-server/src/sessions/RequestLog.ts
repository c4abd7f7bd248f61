import * as Schema from "effect/Schema"

const described = <S extends Schema.Top>(schema: S, description: string) => schema.annotate({ description })

/** A request that the server received, with the status of its response and the faults injected. */
export const ReceivedRequest = Schema.Struct({
  n: described(Schema.Int, "Number among the requests received, from 1"),
  time: described(Schema.String, "When it was received, as in 2025-03-28T11:34:43.272Z"),
  method: Schema.String,
  path: described(Schema.String, "As sent, with the query"),
  headers: described(Schema.Record(Schema.String, Schema.String), "Without the credentials"),
  body: described(Schema.NullOr(Schema.String), "Null if it was over the limit or not read to its end"),
  status: described(Schema.NullOr(Schema.Int), "Null before the response, and if the connection was reset"),
  faults: described(Schema.Array(Schema.String), "Faults that were injected"),
}).annotate({ identifier: "ReceivedRequest" })
export interface ReceivedRequest extends Schema.Schema.Type<typeof ReceivedRequest> {}

const MAX_REQUESTS = 1_000
const MAX_CHARACTERS = 1_048_576

const sizeOf = ({ body, headers, path }: ReceivedRequest): number =>
  Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length, 0) +
  path.length +
  (body ?? "").length

/** The last 1,000 requests received, or as many of them as have 1,048,576 characters. */
export class RequestLog {
  #requests: Array<ReceivedRequest> = []
  #characters = 0
  #received = 0

  get all(): ReadonlyArray<ReceivedRequest> {
    return [...this.#requests]
  }

  /** Number of requests received since the start, those no longer held included. */
  get received(): number {
    return this.#received
  }

  /** Adds a request. Set the `status` of the returned entry once it has a response. */
  add(request: Omit<ReceivedRequest, "n" | "status">): { status: number | null } {
    this.#received += 1
    const entry = { n: this.#received, ...request, status: null }
    this.#requests.push(entry)
    this.#characters += sizeOf(entry)
    while (this.#requests.length > MAX_REQUESTS || this.#characters > MAX_CHARACTERS) {
      const dropped = this.#requests.shift()
      if (dropped !== undefined) this.#characters -= sizeOf(dropped)
    }
    return entry
  }

  clear(): void {
    this.#requests = []
    this.#characters = 0
    this.#received = 0
  }
}
