// Removes every package's build output: `tsc -b` leaves the output of deleted files behind.
import { globSync, rmSync } from "node:fs"

for (const folder of globSync("packages/*/{dist,build}")) rmSync(folder, { recursive: true })
