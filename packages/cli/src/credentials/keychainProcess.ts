import { readFileSync } from "node:fs"
import { Entry } from "@napi-rs/keyring"

// One access to the system's keychain, as a process of its own: a keychain that hangs blocks the thread that asks it, and
// can only be killed. The secret goes in and out over pipes.

const [, , operation, profile = ""] = process.argv
// The kernel's keyring, which it would fall back to, forgets everything when the machine restarts.
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
