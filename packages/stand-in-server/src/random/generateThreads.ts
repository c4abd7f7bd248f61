import {
  type CustomerThread,
  CustomerUuid,
  DealerUuid,
  DepartmentUuid,
  ThreadId,
  UserUuid,
} from "@customer-threads/domain"
import * as DateTime from "effect/DateTime"
import type { Random } from "effect/Random"
import { chance, seededRandom } from "./seededRandom.ts"

/** Seed and number of the threads to generate. */
export interface GenerateThreadsOptions {
  /** A whole number or a text. The same seed gives the same threads on every machine. */
  readonly seed: number | string
  /** Number of threads: 0 to 1,000,000. */
  readonly threads: number
  /** Maximum number of customers that the threads belong to: 1 to 1,000,000. */
  readonly customers: number
}

const [service, sales] = [DepartmentUuid.make("service-department"), DepartmentUuid.make("sales-department")]
const users = ["advisor-ana", "advisor-ben", "advisor-chloe", "default-user"].map((name) => UserUuid.make(name))
const dealerUuid = DealerUuid.make("dealer-riverside-motors")

const LAST_DAY = Date.UTC(2026, 5, 30)
const DAY = 86_400_000

/** Draws one of the values, the first twice as often as each other, so that `customer-01` has the most threads. */
const pick = <A>(random: Random, values: ReadonlyArray<A>): A =>
  values[Math.floor(random.nextDoubleUnsafe() * (values.length + 1)) % values.length] as A

/** Draws an instant in the last ninety days before July 2026, at midnight one time in three, so that some are equal. */
const instant = (random: Random) => {
  const millis = LAST_DAY - Math.floor(random.nextDoubleUnsafe() * 90 * DAY)
  return DateTime.makeUnsafe(chance(random, 33) ? millis - (millis % DAY) : millis)
}

const generateThread = (random: Random, id: number, customers: ReadonlyArray<CustomerUuid>): CustomerThread => {
  const [lastMessageOn, lastDelegationOn] = [instant(random), instant(random)]
  return {
    id: ThreadId.make(id),
    archived: chance(random, 25),
    closed: chance(random, 40),
    dealerUuid,
    departmentUuid: chance(random, 75) ? service : sales,
    ...(chance(random, 90) ? { userUuid: pick(random, users) } : {}),
    customerUuid: pick(random, customers),
    ...(chance(random, 92) ? { lastMessageOn } : {}),
    ...(chance(random, 80) ? { lastDelegationOn } : {}),
    ...(chance(random, 90) ? { isWaitingForResponse: chance(random, 30) } : {}),
  }
}

/**
 * Generates threads with ids from 1001, whose instants are in the ninety days before 30 June 2026. The customers are
 * `customer-01` and so on. Three threads in four belong to `service-department`, the others to `sales-department`.
 */
export const generateThreads = ({
  customers,
  seed,
  threads,
}: GenerateThreadsOptions): ReadonlyArray<CustomerThread> => {
  const random = seededRandom(String(seed))
  const digits = Math.max(2, String(customers).length)
  const names = Array.from({ length: customers }, (_, index) =>
    CustomerUuid.make(`customer-${String(index + 1).padStart(digits, "0")}`),
  )
  return Array.from({ length: threads }, (_, index) => generateThread(random, 1_001 + index, names))
}
