import { readFileSync } from "node:fs"
import { Entry } from "@napi-rs/keyring"

// One access to the system's keychain in its own process: a keychain that hangs blocks its thread, and can only be killed.
// The secret passes through pipes.

const [, , operation, profile = ""] = process.argv
// The library's fallback, the kernel's keyring, loses everything when the machine restarts.
const entry = new Entry("threads", profile, { linux: { store: "secret-service" } })
switch (operation) {
  case "read":
    process.stdout.write(new Uint8Array(entry.getSecret() ?? []))
    break
  case "write":
    entry.setSecret(new Uint8Array(readFileSync(0)))
    break
  case "remove":
    process.stdout.write(entry.deleteCredential() ? "removed" : "")
    break
}
