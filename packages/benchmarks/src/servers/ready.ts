import type { AddressInfo } from "node:net"

/** Sends the port to the parent process, and ends this process with it. */
export const ready = (address: AddressInfo | string | null): void => {
  process.on("disconnect", () => process.exit())
  if (address !== null && typeof address === "object") process.send?.(address.port)
}
