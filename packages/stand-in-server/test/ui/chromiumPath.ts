import { existsSync } from "node:fs"
import { delimiter, join } from "node:path"

const names = ["chromium", "chromium-browser", "google-chrome"]

/** The browser that the tests of the page use, if there is one on the PATH. */
export const chromiumPath = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find((file) => existsSync(file))

const skipped = `SKIPPED: no ${names.join(", ")} on the PATH`

// The default reporter counts what is skipped, and leaves out its name.
if (chromiumPath === undefined) console.warn(`The tests of the stand-in's page are ${skipped}`)

/** What a test of the page is called: where it is skipped, its name says why. */
export const inChromium = (name: string): string => (chromiumPath === undefined ? `${name} (${skipped})` : name)
