// One part of the bundle. Parts that are loaded apart cut the code that they share into further files, and each file delays
// the start.
export { runAuthLogin } from "./auth/login.ts"
export { runAuthLogout } from "./auth/logout.ts"
export { runAuthStatus } from "./auth/status.ts"
export { runConfigGet, runConfigPath } from "./config/get.ts"
export { runConfigList } from "./config/list.ts"
export { runConfigSet } from "./config/set.ts"
export { runDemo } from "./demo/run.ts"
export { runDoctor } from "./doctor/run.ts"
export { runExport } from "./export/run.ts"
export { runRequest } from "./request/run.ts"
export { runServe } from "./serve/run.ts"
export { runVerify } from "./verify/run.ts"
