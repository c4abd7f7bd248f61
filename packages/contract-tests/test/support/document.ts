import { readFileSync } from "node:fs"

/** The text of the committed `openapi.json`. */
export const document = readFileSync(new URL("../../../http-api/openapi.json", import.meta.url), "utf8")
