import packageJson from "../package.json" with { type: "json" }

/** The version of the program's package. */
export const version = packageJson.version
