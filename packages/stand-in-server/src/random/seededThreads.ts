import type { CustomerThread } from "@customer-threads/domain"
import {
  CustomerUuid,
  DealerUuid,
  DepartmentUuid,
  instantFromMillis,
  ThreadId,
  UserUuid,
} from "@customer-threads/domain"
import { SeededRandom } from "./SeededRandom.ts"

/** Which threads to make. */
export interface SeededThreadsOptions {
  /** A whole number: the same one makes the same threads, on every machine. */
  readonly seed: number
  /** How many, from 0 to 1,000,000. */
  readonly threads: number
  /** Of how many customers at most, from 1 to 1,000,000. */
  readonly customers: number
}

const departments = ["service-department", "sales-department"].map((name) => DepartmentUuid.make(name))
const users = ["advisor-ana", "advisor-ben", "advisor-chloe", "default-user"].map((name) => UserUuid.make(name))
const dealerUuid = DealerUuid.make("dealer-riverside-motors")

const LAST_DAY = Date.UTC(2026, 5, 30)
const DAY = 86_400_000

/** An instant in the last ninety days before July 2026, at midnight one time in three, so that some are the same. */
const instant = (random: SeededRandom) => {
  const millis = LAST_DAY - Math.floor(random.next() * 90 * DAY)
  return instantFromMillis(random.chance(33) ? millis - (millis % DAY) : millis)
}

const threadOf = (random: SeededRandom, id: number, customers: ReadonlyArray<CustomerUuid>): CustomerThread => {
  const [lastMessageOn, lastDelegationOn] = [instant(random), instant(random)]
  const [archived, closed] = [random.chance(25), random.chance(40)]
  return {
    id: ThreadId.make(id),
    archived,
    closed,
    departmentUuid: random.chance(75) ? (departments[0] as DepartmentUuid) : (departments[1] as DepartmentUuid),
    customerUuid: random.pick(customers),
    dealerUuid,
    ...(random.chance(90) ? { userUuid: random.pick(users) } : {}),
    ...(random.chance(92) ? { lastMessageOn } : {}),
    ...(random.chance(80) ? { lastDelegationOn } : {}),
    ...(random.chance(90) ? { isWaitingForResponse: random.chance(30) } : {}),
  }
}

/**
 * Made-up threads, the same ones for the same options: ids from 1001 on, of `customer-01` and the following, with
 * `service-department` three times in four and with `sales-department` else.
 */
export const seededThreads = ({ customers, seed, threads }: SeededThreadsOptions): ReadonlyArray<CustomerThread> => {
  const random = new SeededRandom(`threads ${seed}`)
  const digits = Math.max(2, String(customers).length)
  const names = Array.from({ length: customers }, (_, at) =>
    CustomerUuid.make(`customer-${String(at + 1).padStart(digits, "0")}`),
  )
  return Array.from({ length: threads }, (_, at) => threadOf(random, 1_001 + at, names))
}
