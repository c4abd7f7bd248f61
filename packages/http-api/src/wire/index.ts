export { ContractViolation } from "./ContractViolation.ts"
export {
  ListThreadsPath,
  ListThreadsRequest,
  listThreadsPath,
  queryFromRequest,
  requestFromQuery,
} from "./ListThreadsRequest.ts"
export {
  type DecodedResponse,
  decodeResponse,
  ErrorJson,
  ListThreadsResponse,
  responseFromThreadList,
} from "./ListThreadsResponse.ts"
export { InvalidThreads, parseThreads, threadsFromJson } from "./ThreadFile.ts"
export { ThreadJson, ThreadJsonInput, threadFromJson, threadToJson } from "./ThreadJson.ts"
export { parseRequestUuid, parseVendorErrors } from "./vendorErrors.ts"
