import { existsSync } from "node:fs"
import { delimiter, join } from "node:path"

const names = ["chromium", "chromium-browser", "google-chrome"]

/** The browser that the tests of the page use, if there is one on the PATH. */
export const chromiumPath = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find((file) => existsSync(file))

const skipped = `SKIPPED: no ${names.join(", ")} on the PATH`

// The default reporter counts skipped tests without their names.
if (chromiumPath === undefined) console.warn(`The tests of the stand-in's page are ${skipped}`)

/** Makes the name of a test of the page, with the reason if the test is skipped. */
export const inChromium = (name: string): string => (chromiumPath === undefined ? `${name} (${skipped})` : name)
