/** One token of a JSON text: punctuation, a scalar, or `invalid` for what is none of them. */
export interface JsonToken {
  readonly text: string
  readonly kind: "open" | "close" | "comma" | "colon" | "string" | "scalar" | "invalid"
  /** The line it begins on, from 1. */
  readonly line: number
}

const pattern =
  /(\s+)|([[{])|([\]}])|(,)|(:)|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[\u007f-\u009f])*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy

const kinds = ["open", "close", "comma", "colon", "string", "scalar"] as const

/** The tokens of a text, up to the first that JSON does not have. */
export function* jsonTokens(text: string): Generator<JsonToken> {
  let line = 1
  let at = 0
  while (at < text.length) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match === null) {
      yield { text: text.slice(at, at + 1), kind: "invalid", line }
      return
    }
    const [token, space] = match
    at += token.length
    if (space !== undefined) line += space.split("\n").length - 1
    else yield { text: token, kind: kinds[match.slice(2).findIndex((group) => group !== undefined)] ?? "invalid", line }
  }
}
