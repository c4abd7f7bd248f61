import type * as PlatformError from "effect/PlatformError"
import { type CliFailure, failure, usageFailure } from "../CliFailure.ts"
import { ExitCode } from "../ExitCode.ts"

const inWords: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of the disk is used up",
  EFBIG: "the file is larger than it may be",
  EROFS: "the disk is read-only",
  EIO: "the disk is failing",
}

const why = ({ reason }: PlatformError.PlatformError): string => {
  const { cause } = reason
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : reason._tag
  return inWords[code] ?? code
}

/** A file of the export cannot be had; nothing was sent. */
export const openFailure = (path: string) => (error: PlatformError.PlatformError) =>
  usageFailure(`--output: ${path} cannot be written (${why(error)})`, "choose another, or see to its permissions")

/** A file of the export cannot be written any more; what is in it stays good. */
export const writeFailure =
  (path: string) =>
  (error: PlatformError.PlatformError): CliFailure =>
    failure(
      ExitCode.unavailable,
      "WriteFailed",
      `${path} could not be written (${why(error)})`,
      "see to that, then go on with --resume",
    )
