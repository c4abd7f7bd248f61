import * as HttpApi from "effect/http-api/HttpApi"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as HttpApiMiddleware from "effect/http-api/HttpApiMiddleware"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as HttpApiSecurity from "effect/http-api/HttpApiSecurity"
import * as OpenApi from "effect/http-api/OpenApi"
import { describeFields } from "./describeFields.ts"
import { ListThreadsPath, ListThreadsRequest, listThreadsPath } from "./wire/ListThreadsRequest.ts"
import { ListThreadsResponse } from "./wire/ListThreadsResponse.ts"

/** HTTP Basic, with the credentials that the vendor issues to a service subscriber (documented). */
export class BasicAuthorization extends HttpApiMiddleware.Service<BasicAuthorization>()(
  "@customer-threads/http-api/BasicAuthorization",
  { security: { basicAuth: HttpApiSecurity.basic } },
) {}

/** The envelope with the reason in `errors[]`. The vendor documents the status 200 alone; the others are the stand-in's. */
const errorResponse = (status: number) => ListThreadsResponse.pipe(HttpApiSchema.status(status))

/**
 * The vendor's operation "Get customer thread list for request parameters", under the prefix `/communications` (documented).
 * `openapi.json` is its document.
 */
export class CommunicationsApi extends HttpApi.make("CommunicationsApi")
  .add(
    HttpApiGroup.make("threads")
      .add(
        HttpApiEndpoint.post("listThreads", listThreadsPath, {
          params: ListThreadsPath,
          payload: ListThreadsRequest,
          success: ListThreadsResponse,
          error: [400, 401, 413, 415].map(errorResponse),
        })
          .middleware(BasicAuthorization)
          .annotateMerge(
            OpenApi.annotations({
              summary: "Get customer thread list for request parameters",
              description:
                "Lists the message threads of one customer with one department that equal every filter. They are sorted, and limited to maxResults.",
            }),
          ),
      )
      .annotateMerge(OpenApi.annotations({ description: "Message threads between customers and departments" })),
  )
  .prefix("/communications")
  .annotateMerge(
    OpenApi.annotations({
      title: "Communications API: customer threads",
      version: "0.1.0",
      description: "The operation that customer-threads calls, as the vendor's page documents it.",
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
      servers: [{ url: "https://api.mykaarma.com", description: "the vendor's (inferred)" }],
      transform: describeFields,
    }),
  ) {}
