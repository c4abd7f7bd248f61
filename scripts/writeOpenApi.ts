// Writes packages/http-api/openapi.json from the HttpApi value. With --check, only says whether it is up to date.
import { readFileSync, writeFileSync } from "node:fs"
import { CommunicationsApi } from "@customer-threads/http-api"
import { OpenApi } from "effect/http-api"

const file = new URL("../packages/http-api/openapi.json", import.meta.url)
const text = `${JSON.stringify(OpenApi.fromApi(CommunicationsApi), null, 2)}\n`

if (!process.argv.includes("--check")) writeFileSync(file, text)
else if (readFileSync(file, "utf8") !== text) {
  process.stderr.write("packages/http-api/openapi.json is not what the HttpApi value says; run: npm run build\n")
  process.exitCode = 1
}
