import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"

/** The flags that say whose threads. */
export const scopeFlags = {
  department: Flag.String("department").pipe(
    Flag.withMetavar("ID"),
    Flag.withDescription("The department; THREADS_DEPARTMENT unless given"),
    Flag.optional,
  ),
  customer: Flag.String("customer").pipe(Flag.withMetavar("ID"), Flag.withDescription("The customer")),
}

/** The flags that say which of them, in which order, and how many. */
export const queryFlags = {
  ...scopeFlags,
  assignee: Flag.String("assignee").pipe(
    Flag.withMetavar("ID"),
    Flag.withDescription("Only threads of this assignee"),
    Flag.optional,
  ),
  archived: Flag.Boolean("archived").pipe(
    Flag.withDescription("Only archived threads; --no-archived for the others"),
    Flag.optional,
  ),
  closed: Flag.Boolean("closed").pipe(
    Flag.withDescription("Only closed threads; --no-closed for the others"),
    Flag.optional,
  ),
  maxResults: Flag.String("max-results").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("At most so many threads: 0 to 2147483647"),
    Flag.optional,
  ),
  sort: Flag.Literals("sort", ["last-message-on", "last-delegation-on"]).pipe(
    Flag.withDescription("What to sort by; last-message-on unless given"),
    Flag.optional,
  ),
  order: Flag.Literals("order", ["asc", "desc"]).pipe(
    Flag.withDescription("asc is oldest first; desc unless given"),
    Flag.optional,
  ),
}

export type ScopeInput = Command.Command.Config.Infer<typeof scopeFlags>
export type QueryInput = Command.Command.Config.Infer<typeof queryFlags>
