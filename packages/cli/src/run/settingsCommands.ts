// Loaded as one, like what is stored.
export { runConfigGet } from "./runConfigGet.ts"
export { runConfigList } from "./runConfigList.ts"
export { runConfigPath } from "./runConfigPath.ts"
export { runConfigSet } from "./runConfigSet.ts"
