// Loaded as one, like what is stored.
export { runAuthLogin } from "./runAuthLogin.ts"
export { runAuthLogout } from "./runAuthLogout.ts"
export { runAuthStatus } from "./runAuthStatus.ts"
export { runConfigGet } from "./runConfigGet.ts"
export { runConfigList } from "./runConfigList.ts"
export { runConfigPath } from "./runConfigPath.ts"
export { runConfigSet } from "./runConfigSet.ts"
