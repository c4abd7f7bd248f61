export { CustomerThread, Instant } from "./CustomerThread.ts"
export { CustomerUuid, DealerUuid, DepartmentUuid, ThreadId, UserUuid } from "./identifiers.ts"
export { listAll, type QueryOutcome } from "./listAll.ts"
export { filters, matchesFilters } from "./ThreadFilters.ts"
export { ServiceWarning, ThreadList } from "./ThreadList.ts"
export { InvalidThreadQuery, MaxResults, ThreadQuery, ThreadSortKey, ThreadSortOrder } from "./ThreadQuery.ts"
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
