import { printable } from "@customer-threads/domain/text"
import { defaultBaseUrl } from "@customer-threads/http-adapter"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as settings from "../../config/keys.ts"
import { settingSource } from "../../config/profileLayer.ts"
import { chosenProfile } from "../../config/profiles.ts"
import { formatSource } from "../../config/source.ts"
import { findCredentials, noCredentials } from "../../credentials/find.ts"
import { readText } from "../../env.ts"
import { alignColumns } from "../../output/alignColumns.ts"

/** Prints the sources of the credentials, but not their values. */
export const runAuthStatus = Effect.gen(function* () {
  const { password, username } = yield* findCredentials
  const baseUrl = (yield* readText("THREADS_BASE_URL")) ?? defaultBaseUrl
  const rows = [
    ["profile", yield* chosenProfile],
    ["base URL", `${baseUrl}, from: ${formatSource(yield* settingSource(settings.baseUrl))}`],
    ["user name", username === undefined ? "none" : formatSource(username.source)],
    ["password", password === undefined ? "none" : formatSource(password.source)],
  ]
  for (const line of alignColumns(rows.map((row) => row.map((text) => ({ text }))))) yield* Console.log(printable(line))
  if (username === undefined || password === undefined) return yield* noCredentials
})
