// JSON escapes C0 by itself; these are the rest of what may not reach a terminal raw.
const unsafe = /[\u007f-\u009f\p{Zl}\p{Zp}\p{Cf}\p{DI}\u2800]/gu

const escape = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("")

/** Encodes a value as JSON that is safe to print. Default indentation: 2 spaces. */
export const printableJson = (value: unknown, indent = 2): string =>
  JSON.stringify(value, null, indent).replace(unsafe, escape)
