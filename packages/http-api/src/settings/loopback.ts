/** Checks for an address of this machine's loopback: 127.0.0.0/8, or `::1` with or without brackets. */
export const isLoopbackAddress = (host: string): boolean => /^(127(\.\d{1,3}){3}|::1|\[::1\])$/.test(host)

/** Checks for an address of this machine's loopback, or its name, `localhost`. */
export const isLoopback = (host: string): boolean => host === "localhost" || isLoopbackAddress(host)
