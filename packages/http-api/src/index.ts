export { BasicAuthorization, CommunicationsApi } from "./CommunicationsApi.ts"
export * from "./wire/index.ts"
