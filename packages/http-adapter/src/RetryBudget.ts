/**
 * How many retries all calls of a layer may still make. When everything fails it runs dry, so that a service in trouble is
 * not asked much more often than usual; every success earns half a retry.
 */
export class RetryBudget {
  readonly #most: number
  #left: number

  constructor(initial: number) {
    this.#left = initial
    this.#most = initial * 10
  }

  earn(): void {
    this.#left = Math.min(this.#most, this.#left + 0.5)
  }

  /** Takes a retry out, if there is one. */
  spend(): boolean {
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
