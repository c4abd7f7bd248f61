import { SESSION_HEADER } from "../serverHeaders.ts"
import type { ControlResource } from "./ControlResource.ts"

/** As in `postThreadsIdAssign`. */
const operationId = (method: string, path: string): string =>
  method.toLowerCase() + path.replaceAll(/[/:]+(\w)/g, (_, first: string) => first.toUpperCase())

const operation = ({ methods, path }: ControlResource) => {
  const parameters = [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    {
      name: SESSION_HEADER,
      in: "header",
      required: false,
      schema: { type: "string", pattern: "^[A-Za-z0-9_-]{1,128}$" },
    },
  ]
  return Object.fromEntries(
    Object.entries(methods).map(([method, { example, summary }]) => [
      method.toLowerCase(),
      {
        operationId: operationId(method, path),
        summary,
        parameters,
        ...(example === undefined
          ? {}
          : { requestBody: { required: true, content: { "application/json": { example } } } }),
        responses: {
          200: { description: "Done" },
          "4XX": { description: "Refused: errors[0].errorDescription says what and where" },
        },
      },
    ]),
  )
}

/** The control interface as an OpenAPI document. */
export const controlOpenApi = (prefix: string, resources: ReadonlyArray<ControlResource>) => ({
  openapi: "3.1.0",
  info: {
    title: "The control interface of the stand-in",
    version: "1",
    license: { name: "MIT", url: "https://opensource.org/license/mit" },
  },
  servers: [{ url: "/" }],
  // Credentials are asked for when the stand-in has them.
  security: [{ basicAuth: [] }, {}],
  components: { securitySchemes: { basicAuth: { type: "http", scheme: "basic" } } },
  paths: Object.fromEntries(
    resources.map((resource) => [prefix + resource.path.replaceAll(/:(\w+)/g, "{$1}"), operation(resource)]),
  ),
})
