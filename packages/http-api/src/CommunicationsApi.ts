import * as HttpApi from "effect/http-api/HttpApi"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as HttpApiMiddleware from "effect/http-api/HttpApiMiddleware"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as HttpApiSecurity from "effect/http-api/HttpApiSecurity"
import * as OpenApi from "effect/http-api/OpenApi"
import { ListThreadsPath, ListThreadsRequest, listThreadsPath } from "./wire/ListThreadsRequest.ts"
import { ListThreadsResponse } from "./wire/ListThreadsResponse.ts"

/** HTTP Basic, with the credential that the vendor issues to a service subscriber. */
export class BasicAuthorization extends HttpApiMiddleware.Service<BasicAuthorization>()(
  "@customer-threads/http-api/BasicAuthorization",
  { security: { basicAuth: HttpApiSecurity.basic } },
) {}

/** The same envelope, with the reason in `errors[]`. The vendor documents no status but 200; these are the stand-in's. */
const refusal = (status: number) => ListThreadsResponse.pipe(HttpApiSchema.status(status))

/** The vendor's one operation that this project is about, under the prefix `/communications`. */
export class CommunicationsApi extends HttpApi.make("CommunicationsApi")
  .add(
    HttpApiGroup.make("threads")
      .add(
        HttpApiEndpoint.post("listThreads", listThreadsPath, {
          params: ListThreadsPath,
          payload: ListThreadsRequest,
          success: ListThreadsResponse,
          error: [refusal(400), refusal(401), refusal(413), refusal(415)],
        })
          .middleware(BasicAuthorization)
          .annotateMerge(
            OpenApi.annotations({
              summary: "Get customer thread list for request parameters",
              description:
                "The message threads of one customer with one department: those that equal every filter given, sorted, the first maxResults of them.",
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
      description: "The one operation that customer-threads is about, as the vendor's page documents it.",
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
      servers: [{ url: "https://api.mykaarma.com", description: "the vendor's (inferred)" }],
    }),
  ) {}
