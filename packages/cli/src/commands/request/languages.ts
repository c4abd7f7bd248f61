/** The languages that a request is printed in: those of the vendor's page, and this library. */
export const languages = [
  "curl",
  "python",
  "go",
  "node",
  "ruby",
  "csharp",
  "php",
  "java",
  "powershell",
  "effect",
] as const
export type Language = (typeof languages)[number]
