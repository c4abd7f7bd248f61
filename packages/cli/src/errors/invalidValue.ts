// Effect's words for text that is not a number, and for a number that is not whole.
const integer = new Set(["a string representing a finite number", "an integer"])

/** Describes an invalid value of a flag or setting, from Effect's description of what was expected. Never quotes the value. */
export const invalidValue = (name: string, expected: string): string => {
  const phrase = expected.replace(/^(?:Schema validation failed: )?Expected /, "")
  return `${name} must be ${integer.has(phrase) ? "a whole number" : phrase.replaceAll(" | ", " or ")}`
}
