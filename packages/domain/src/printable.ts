// Control characters (C0, DEL, C1), line and paragraph separators, everything that changes the direction of text,
// invisible format characters, and lone surrogates.
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Cs}]/gu

const escape = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`

/**
 * Foreign text made safe to print on one line of a terminal: control, escape, bidirectional and invisible
 * characters become `\u{…}`, and text over `limit` characters (1,000 unless told) is cut with `…`.
 */
export const printable = (text: string, limit = 1_000): string => {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text
  return cut.replace(unsafe, escape)
}
