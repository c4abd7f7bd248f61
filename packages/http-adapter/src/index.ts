export { type Credentials, InvalidCredentials } from "@customer-threads/http-api/settings"
export { describeRequest, type RequestDescription } from "./describeRequest.ts"
export { failureOfTransport } from "./failureOfTransport.ts"
export {
  type CheckedHttpSettings,
  checkBaseUrl,
  checkHttpSettings,
  defaultBaseUrl,
  type HttpPolicy,
  type HttpSettings,
  InvalidHttpSettings,
} from "./HttpSettings.ts"
export * as HttpThreadRepository from "./HttpThreadRepository.ts"
export { policyConfig } from "./policyConfig.ts"
