import type { ThreadRepositoryError } from "@customer-threads/domain"

/** How many customers may fail in a row before going on is pointless; any other may fail as often as it likes. */
const mostInARow = ({ isRetryable, reason }: ThreadRepositoryError): number => {
  switch (reason._tag) {
    case "Unauthenticated":
      return 1
    case "Forbidden":
      return 10
    default:
      return isRetryable ? 100 : Number.POSITIVE_INFINITY
  }
}

/** Tells when going on is pointless: the credentials are refused to everyone, or the service is down. */
export class StopRule {
  #inARow = 0

  succeeded(): void {
    this.#inARow = 0
  }

  /** Whether this failure is to be the last. */
  failed(error: ThreadRepositoryError): boolean {
    const most = mostInARow(error)
    this.#inARow = Number.isFinite(most) ? this.#inARow + 1 : 0
    return this.#inARow >= most
  }
}
