import type { CustomerThread } from "@customer-threads/domain"
import type * as Effect from "effect/Effect"

/** Whether there is a page to look at; with `threads`, every thread that is held, it suggests what to ask for. */
export type PageSettings = boolean | { readonly threads: Effect.Effect<ReadonlyArray<CustomerThread>> }
