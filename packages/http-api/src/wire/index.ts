export { ContractViolation } from "./ContractViolation.ts"
export {
  decodeRequest,
  encodeRequest,
  ListThreadsPath,
  ListThreadsRequest,
  listThreadsPath,
} from "./ListThreadsRequest.ts"
export {
  type DecodedResponse,
  decodeResponse,
  ErrorJson,
  encodeResponse,
  ListThreadsResponse,
} from "./ListThreadsResponse.ts"
export { decodeThreads, InvalidThreads, parseThreads } from "./ThreadFile.ts"
export { decodeThread, encodeThread, ThreadJson, ThreadJsonInput } from "./ThreadJson.ts"
export { parseRequestUuid, parseVendorErrors } from "./vendorErrors.ts"
