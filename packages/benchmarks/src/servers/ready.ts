import type { AddressInfo } from "node:net"

/** Says which port is listened on. The server ends when the process that started it does, or has had enough. */
export const ready = (address: AddressInfo | string | null): void => {
  process.on("disconnect", () => process.exit())
  if (address !== null && typeof address === "object") process.send?.(address.port)
}
