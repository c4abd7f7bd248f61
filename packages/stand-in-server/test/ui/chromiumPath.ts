import { findChromium } from "../../../../test/support/tools.ts"

/** The browser that the tests of the page use, if there is one on the PATH. */
export const chromiumPath = findChromium()

/** Makes the name of a test of the page, with the reason if the test is skipped. */
export const inChromium = (name: string): string =>
  chromiumPath === undefined ? `${name}: chromium not installed` : name
