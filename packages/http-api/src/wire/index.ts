export { ContractViolation } from "./ContractViolation.ts"
export {
  AcceptedListThreadsRequest,
  ListThreadsPath,
  ListThreadsRequest,
  listThreadsPath,
  queryFromRequest,
  requestFromQuery,
} from "./ListThreadsRequest.ts"
export {
  AcceptedListThreadsResponse,
  answerFromJson,
  ErrorJson,
  type ListThreadsAnswer,
  ListThreadsResponse,
  responseFromThreadList,
} from "./ListThreadsResponse.ts"
export { formatInstant, parseInstant } from "./parseInstant.ts"
export { InvalidThreads, parseThreads, threadsFromJson } from "./ThreadFile.ts"
export { AcceptedThreadJson, ThreadJson, threadFromAccepted, threadFromJson, threadToJson } from "./ThreadJson.ts"
export { requestUuidIn, vendorErrorsIn } from "./vendorErrorsIn.ts"
