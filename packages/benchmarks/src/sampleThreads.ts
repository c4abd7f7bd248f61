import type { ThreadJson } from "@customer-threads/http-api"
import { seededRandom } from "../../stand-in-server/src/random/seededRandom.ts"

/** Makes a generator of numbers from 0 to 1, which are the same for the same seed. */
export const randomFrom = (seed: number) => {
  const random = seededRandom(String(seed))
  return () => random.nextDoubleUnsafe()
}

const hex = (random: () => number, length: number) =>
  Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("")

/** Generates threads as the vendor sends them: identifiers of 43 to 64 characters, instants of a few years, most fields present. */
export const threadJsons = (count: number, options: { readonly customers: number; readonly seed?: number }) => {
  const random = randomFrom(options.seed ?? 1)
  const dealerUuid = hex(random, 64)
  const departmentUuid = hex(random, 64)
  const users = Array.from({ length: 20 }, () => hex(random, 43))
  const customers = Array.from({ length: options.customers }, () => hex(random, 64))
  return Array.from({ length: count }, (_, index): ThreadJson => {
    const on = 1_650_000_000_000 + Math.floor(random() * 100_000_000_000)
    return {
      id: index + 1,
      archived: random() < 0.3,
      closed: random() < 0.5,
      dealerUuid,
      departmentUuid,
      userUuid: users[Math.floor(random() * users.length)] as string,
      customerUuid: customers[index % customers.length] as string,
      ...(random() < 0.95 ? { lastMessageOn: new Date(on).toISOString() } : {}),
      ...(random() < 0.9 ? { lastDelegationOn: on - Math.floor(random() * 1_000_000_000) } : {}),
      isWaitingForResponse: random() < 0.3,
    }
  })
}
