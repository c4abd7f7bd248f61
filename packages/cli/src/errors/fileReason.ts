import type { PlatformError } from "effect/PlatformError"

const inWords: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "there is no such file or folder",
  NotFound: "there is no such file or folder",
  ENOTDIR: "a part of the path is not a folder",
  EISDIR: "it is a folder",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of the disk is used up",
  EFBIG: "the file is larger than it may be",
  EROFS: "the disk is read-only",
  EIO: "the disk is failing",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "too many symbolic links",
}

/** Says in words why an operation on a file failed, or the system's code if there are none. */
export const fileReason = ({ reason }: PlatformError): string => {
  const { cause } = reason
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : reason._tag
  return inWords[code] ?? code
}
