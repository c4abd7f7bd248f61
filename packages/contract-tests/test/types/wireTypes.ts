import type {
  ErrorJson,
  ListThreadsPath,
  ListThreadsRequest,
  ListThreadsResponse,
  ThreadJson,
} from "@customer-threads/http-api"
import type { components, operations } from "./openapi.ts"

type Schemas = components["schemas"]
type ListThreads = operations["threads.listThreads"]
type Body<Content> = Content extends { readonly content: { readonly "application/json": infer Json } } ? Json : never

/** True where each of two types can stand for the other. */
type Same<A, B> = [A, B] extends [B, A] ? true : false

/** Does not compile unless each type that is made from the document fits ours, and ours it. */
export const fits: {
  readonly thread: Same<Schemas["CustomerThread"], ThreadJson>
  readonly error: Same<Schemas["Error"], ErrorJson>
  readonly request: Same<Body<ListThreads["requestBody"]>, ListThreadsRequest>
  readonly path: Same<ListThreads["parameters"]["path"], typeof ListThreadsPath.Type>
  readonly response: Same<Body<ListThreads["responses"][200]>, ListThreadsResponse>
  readonly refusal: Same<Body<ListThreads["responses"][400]>, ListThreadsResponse>
} = { thread: true, error: true, request: true, path: true, response: true, refusal: true }

/** Does not compile unless `Same` tells types that differ. */
export const differs: {
  readonly anotherType: Same<ThreadJson, Omit<ThreadJson, "id"> & { readonly id: string }>
  readonly optional: Same<ThreadJson, Required<ThreadJson>>
  readonly anotherName: Same<ListThreadsRequest, { readonly isClosed: boolean }>
} = { anotherType: false, optional: false, anotherName: false }
