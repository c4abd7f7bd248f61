export { CustomerThread, FIRST_INSTANT, Instant, isWritableInstant, LAST_INSTANT } from "./CustomerThread.ts"
export { CustomerUuid, DealerUuid, DepartmentUuid, ThreadId, UserUuid } from "./identifiers.ts"
export { instantFromMillis } from "./instantFromMillis.ts"
export { listAll, type QueryOutcome } from "./listAll.ts"
export { filters, matchesFilters } from "./ThreadFilters.ts"
export { ServiceWarning, ThreadList } from "./ThreadList.ts"
export {
  InvalidThreadQuery,
  isPathSafe,
  MaxResults,
  maximum as MAX_RESULTS_LIMIT,
  ThreadQuery,
  ThreadSortKey,
  ThreadSortOrder,
} from "./ThreadQuery.ts"
export { ThreadRepository } from "./ThreadRepository.ts"
export { ThreadRepositoryError } from "./ThreadRepositoryError.ts"
export {
  Forbidden,
  MalformedResponse,
  NotFound,
  RateLimited,
  Rejected,
  ServiceError,
  ThreadRepositoryErrorReason,
  TimedOut,
  Unauthenticated,
  Unavailable,
} from "./ThreadRepositoryErrorReason.ts"
