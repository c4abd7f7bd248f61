/** The names of the output formats. */
export const formats = ["table", "json"] as const
export type Format = (typeof formats)[number]
