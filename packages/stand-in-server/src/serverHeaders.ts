/** The session that a request is of; the default one without it. */
export const SESSION_HEADER = "x-threads-session"

/** Faults for this request alone, `;` between them. */
export const FAULT_HEADER = "x-threads-fault"
