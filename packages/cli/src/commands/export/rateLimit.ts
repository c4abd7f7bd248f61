import type { ThreadRepository, ThreadRepositoryError } from "@customer-threads/domain"
import { monotonicMillis } from "@customer-threads/domain/clock"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as TokenBucket from "effect/persistence/RateLimiter"
import * as Semaphore from "effect/Semaphore"

// A request with a longer Retry-After fails.
const LONGEST_WAIT = Duration.toMillis("10 minutes")
const MOST_WAITS = 3

/** The Retry-After of an overloaded service, in milliseconds. */
const waitAskedFor = ({ reason }: ThreadRepositoryError): number | undefined =>
  (reason._tag === "RateLimited" || reason._tag === "Unavailable") && reason.retryAfter !== undefined
    ? Duration.toMillis(reason.retryAfter)
    : undefined

/** Limits the rate of the requests of an export. */
export interface RateLimiter {
  /** Delays calls. The wait does not count against the time limit of a call. */
  readonly repository: (repository: ThreadRepository["Service"]) => ThreadRepository["Service"]
  /** Delays retries. The first attempt was delayed by `repository`. */
  readonly client: (client: HttpClient.HttpClient) => HttpClient.HttpClient
}

/** Makes a limiter of `rate` requests a second, evenly spaced, with none before the service's Retry-After is over. */
export const makeRateLimiter = Effect.fnUntraced(function* (rate: number | undefined) {
  const limiter = yield* TokenBucket.make
  const gate = yield* Semaphore.make(1)
  let turns = 0
  let pausedUntil = 0

  // Effect's limiter reads the time of day, which may be set while the export runs.
  const clock = yield* Clock.Clock
  const monotonic: Clock.Clock = Object.assign(Object.create(clock), {
    currentTimeMillisUnsafe: () => Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n),
  })
  const turn =
    rate === undefined
      ? Effect.void
      : Effect.orDie(
          TokenBucket.sleep(limiter, {
            algorithm: "token-bucket",
            key: "requests",
            limit: 1,
            window: Duration.millis(1_000 / rate),
          }),
        ).pipe(Effect.provideService(Clock.Clock, monotonic))
  const untilPauseEnds = Effect.flatMap(monotonicMillis, (now) =>
    now < pausedUntil ? Effect.sleep(pausedUntil - now) : Effect.void,
  )
  const acquire = gate.withPermit(
    Effect.map(Effect.andThen(untilPauseEnds, turn), () => {
      turns += 1
    }),
  )

  const canWait = (error: ThreadRepositoryError) => (waitAskedFor(error) ?? Number.POSITIVE_INFINITY) <= LONGEST_WAIT
  const pause = (error: ThreadRepositoryError) =>
    Effect.map(monotonicMillis, (now) => {
      if (canWait(error)) pausedUntil = Math.max(pausedUntil, now + (waitAskedFor(error) ?? 0))
    })

  return {
    repository: ({ list }) => ({
      list: (query) =>
        Effect.andThen(acquire, list(query)).pipe(
          Effect.tapError(pause),
          Effect.retry({ times: MOST_WAITS, while: canWait }),
        ),
    }),
    client: (client) =>
      HttpClient.mapRequestEffect(client, (request) =>
        Effect.suspend(() => {
          if (turns === 0) return Effect.as(turn, request)
          turns -= 1
          return Effect.succeed(request)
        }),
      ),
  } satisfies RateLimiter as RateLimiter
}, Effect.provide(TokenBucket.layerStoreMemory))
