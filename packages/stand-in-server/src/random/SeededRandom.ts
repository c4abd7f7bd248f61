/** FNV-1a over the UTF-16 code units of a text. */
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}

/**
 * Numbers that are as good as random, the same ones for the same seed on every machine: 32-bit integer arithmetic
 * alone (splitmix32).
 */
export class SeededRandom {
  #state: number

  constructor(seed: string) {
    this.#state = hash(seed)
  }

  /** From 0 up to, and without, 1: one of 2^32 values. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0
    let mixed = this.#state ^ (this.#state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) / 4_294_967_296
  }

  /** From `from` up to, and without, `to`. */
  between(from: number, to: number): number {
    return from + this.next() * (to - from)
  }

  /** True that many times in a hundred. */
  chance(percent: number): boolean {
    return this.next() * 100 < percent
  }

  /** One of the values, of which there must be one, all alike likely. */
  pick<A>(values: ReadonlyArray<A>): A {
    return values[Math.floor(this.next() * values.length)] as A
  }

  /** With mean 0 and deviation 1, as good as normal: a sum of twelve, since logarithms differ between machines. */
  normal(): number {
    let sum = -6
    for (let count = 0; count < 12; count += 1) sum += this.next()
    return sum
  }
}
