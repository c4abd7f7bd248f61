import { responseBytes } from "../../../../test/support/responseBytes.ts"
import { type Fault, responding } from "./Fault.ts"
import { goodBody } from "./goodAnswer.ts"

const byStatus: ReadonlyArray<readonly [status: number, expected: string, attempts: 1 | 3]> = [
  [300, "MalformedResponse redirect 300", 1],
  [301, "MalformedResponse redirect 301", 1],
  [302, "MalformedResponse redirect 302", 1],
  [303, "MalformedResponse redirect 303", 1],
  [304, "MalformedResponse redirect 304", 1],
  [307, "MalformedResponse redirect 307", 1],
  [308, "MalformedResponse redirect 308", 1],
  [400, "Rejected 400", 1],
  [401, "Unauthenticated", 1],
  [402, "Rejected 402", 1],
  [403, "Forbidden", 1],
  [404, "NotFound", 1],
  [405, "Rejected 405", 1],
  [407, "Unavailable proxy", 1],
  [408, "Unavailable status 408", 3],
  [409, "Rejected 409", 1],
  [410, "Rejected 410", 1],
  [413, "Rejected 413", 1],
  [415, "Rejected 415", 1],
  [418, "Rejected 418", 1],
  [421, "Rejected 421", 1],
  [422, "Rejected 422", 1],
  [429, "RateLimited", 3],
  [451, "Rejected 451", 1],
  [500, "Unavailable status 500", 3],
  [501, "MalformedResponse status 501", 1],
  [502, "Unavailable status 502", 3],
  [503, "Unavailable status 503", 3],
  [504, "Unavailable status 504", 3],
  [505, "MalformedResponse status 505", 1],
  [507, "Unavailable status 507", 3],
  [522, "Unavailable status 522", 3],
  [599, "Unavailable status 599", 3],
  [999, "MalformedResponse status 999", 1],
]

// The body says a list on purpose: a status that is not a success must win over it.
const bodies = [
  ["JSON", goodBody, "application/json"],
  ["HTML", "<html><body>Bad gateway</body></html>", "text/html"],
  ["nothing", "", "application/json"],
] as const

/** `fetch` makes a network error of a 407, and retries a 421 once, before the adapter sees them. */
const overFetch: Record<number, Fault["overFetch"]> = {
  407: { expected: "Unavailable reset", attempts: 3 },
  421: { requests: 2 },
}

/** The status decides, whatever the body is. */
export const statusFaults: ReadonlyArray<Fault> = byStatus.flatMap(([status, expected, attempts]) =>
  bodies.map(([what, body, type]) => ({
    name: `${status} with ${what}`,
    // A 304 ends with its headers: bytes after them would be no part of it.
    misbehave: responding(responseBytes(status, status === 304 ? "" : body, { "content-type": type })),
    expected,
    attempts,
    ...(overFetch[status] === undefined ? {} : { overFetch: overFetch[status] }),
  })),
)
