import { printable } from "@customer-threads/domain"

/** What Node calls an error of the network. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? printable(error.code, 60) : "unknown"
