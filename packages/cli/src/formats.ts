/** The names of the output formats: the first is for people, the others for programs. */
export const formats = ["table", "json", "ndjson", "csv", "tsv"] as const
export type Format = (typeof formats)[number]
