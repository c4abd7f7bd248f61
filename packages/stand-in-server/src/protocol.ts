import { listThreadsPath } from "@customer-threads/http-api/wire"

/** Start of every path of the vendor. */
export const VENDOR_PREFIX = "/communications"

/** Path of the vendor's operation. */
export const LIST_PATH = `${VENDOR_PREFIX}${listThreadsPath}` as const

/** Start of every path of the control interface. */
export const CONTROL_PREFIX = "/__control"

/** Header that names the session of a request. Default: the default session. */
export const SESSION_HEADER = "x-threads-session"

/** Header with faults for its request alone, separated by `;`. */
export const FAULT_HEADER = "x-threads-fault"
