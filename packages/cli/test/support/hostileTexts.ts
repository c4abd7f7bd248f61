import { Arbitrary, Schema } from "effect"

/** Texts that mean something in one of the languages that a request is printed in. */
const tokens = [
  `'`,
  `"`,
  `"""`,
  "`",
  "\\",
  "\\u0041",
  "\\'",
  "$(exit 3)",
  `\${x}`,
  "$x",
  "#{exit 3}",
  "#$0",
  "{0}",
  "%s",
  "%PATH%",
  "%{x}",
  "!x",
  "\n",
  "\r\n",
  "\t",
  "\u0001",
  "\u007f",
  "\u0085",
  "\u2028",
  "\u202e",
  "\u2019",
  "ü",
  "漢",
  "😀",
  "</script>",
  "?>",
  "*/",
  "//",
  "@file",
  "EOF",
] as const

/** All of them in one text. */
export const everyToken = tokens.join(" ")

/** Some of them, one after the other. */
export const hostile = Arbitrary.map(
  Arbitrary.schema(Schema.Array(Schema.Literals(tokens))),
  (some) => `-${some.join("")}`,
)
