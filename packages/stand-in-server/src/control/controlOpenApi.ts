import { SESSION_HEADER } from "../serverHeaders.ts"
import type { ControlResource } from "./ControlResource.ts"

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
        summary,
        parameters,
        ...(example === undefined
          ? {}
          : { requestBody: { required: true, content: { "application/json": { example } } } }),
        responses: {
          200: { description: "Done" },
          default: { description: "Refused: errors[0].errorDescription says what and where" },
        },
      },
    ]),
  )
}

/** The control interface as an OpenAPI document. */
export const controlOpenApi = (prefix: string, resources: ReadonlyArray<ControlResource>) => ({
  openapi: "3.1.0",
  info: { title: "The control interface of the stand-in", version: "1" },
  paths: Object.fromEntries(
    resources.map((resource) => [prefix + resource.path.replaceAll(/:(\w+)/g, "{$1}"), operation(resource)]),
  ),
})
