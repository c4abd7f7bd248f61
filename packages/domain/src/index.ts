export { CustomerThread, FIRST_INSTANT, Instant, isWritableInstant, LAST_INSTANT } from "./CustomerThread.ts"
export { CustomerUuid, DealerUuid, DepartmentUuid, isPathSafe, ThreadId, UserUuid } from "./identifiers.ts"
export { instantFromMillis } from "./instantFromMillis.ts"
export { listAll, type QueryOutcome } from "./listAll.ts"
export {
  Forbidden,
  MalformedResponse,
  NotFound,
  RateLimited,
  Rejected,
  retryHelps,
  ThreadFailure,
  TimedOut,
  Unauthenticated,
  Unavailable,
  VendorError,
} from "./ThreadFailure.ts"
export { filters, matchesFilters } from "./ThreadFilters.ts"
export { makeThreadList, type ThreadList, ThreadListWarning } from "./ThreadList.ts"
export {
  InvalidThreadQuery,
  MAX_RESULTS_LIMIT,
  MaxResults,
  ThreadQuery,
  ThreadSortKey,
  ThreadSortOrder,
} from "./ThreadQuery.ts"
export { ThreadRepository } from "./ThreadRepository.ts"
export { ThreadRepositoryError } from "./ThreadRepositoryError.ts"
