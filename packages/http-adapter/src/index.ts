export { type Credentials, InvalidCredentials } from "@customer-threads/http-api/wire"
export { defaultBaseUrl, type HttpSettings, InvalidHttpSettings } from "./HttpSettings.ts"
export * as HttpThreadRepository from "./HttpThreadRepository.ts"
