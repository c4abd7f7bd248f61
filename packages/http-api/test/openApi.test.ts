import { readFileSync } from "node:fs"
import { CommunicationsApi, decodeRequest, decodeResponse, listThreadsPath } from "@customer-threads/http-api"
import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { OpenApi } from "effect/http-api"

describe("the OpenAPI document", () => {
  const document = OpenApi.fromApi(CommunicationsApi)
  const operation = document.paths[`/communications${listThreadsPath.replace(/:(\w+)/g, "{$1}")}`]?.post
  const schemas = document.components.schemas as Record<string, { properties: Record<string, { type: string }> }>
  const properties = (name: string) =>
    Object.fromEntries(Object.entries(schemas[name]!.properties).map(([key, { type }]) => [key, type]))

  it("is the same as openapi.json", () => {
    const committed = JSON.parse(readFileSync(new URL("../openapi.json", import.meta.url), "utf8"))
    assert.deepStrictEqual(JSON.parse(JSON.stringify(document)), committed)
  })

  it("has a description and a valid example for every field, and a valid example for every body", () => {
    const described = document.components.schemas as Record<
      string,
      { properties: Record<string, { description?: string; examples?: ReadonlyArray<unknown> }> }
    >
    for (const [name, { properties: fields }] of Object.entries(described)) {
      for (const [field, { description, examples }] of Object.entries(fields)) {
        assert.match(description ?? "", /^[A-Z].*\.$/, `${name}.${field}`)
        assert.lengthOf(examples ?? [], 1, `${name}.${field}`)
      }
    }
    const bodyOf = (part: unknown) =>
      (part as { content: Record<string, { example: unknown }> }).content["application/json"]!.example
    const request = bodyOf(operation?.requestBody)
    const example = (name: string) =>
      operation?.parameters.find((one) => (one as { name: string }).name === name) as unknown as { example: string }
    const path = { departmentUUID: example("departmentUUID").example, customerUUID: example("customerUUID").example }
    assert.isTrue(Result.isSuccess(decodeRequest(path, request)))
    for (const [status, response] of Object.entries(operation?.responses ?? {})) {
      const decoded = Result.getOrThrow(decodeResponse(bodyOf(response)))
      assert.strictEqual(decoded._tag, status === "200" ? "Threads" : "Errors")
    }
  })

  it("has the documented operation: a required body and HTTP Basic", () => {
    assert.isTrue(operation?.requestBody?.required)
    assert.deepStrictEqual(operation?.security, [{ basicAuth: [] }])
  })

  it("has every property of the documented request", () => {
    assert.include(properties("ListThreadsRequest"), {
      assigneeUserUUID: "string",
      isArchived: "boolean",
      isClosed: "boolean",
      maxResults: "integer",
      sortOrderKey: "string",
      sortOrder: "string",
    })
  })

  it("has the documented response, and no other property", () => {
    assert.deepStrictEqual(properties("ListThreadsResponse"), {
      customerThreads: "array",
      requestUUID: "string",
      errors: "array",
      warnings: "array",
    })
    assert.deepStrictEqual(properties("CustomerThread"), {
      id: "integer",
      archived: "boolean",
      closed: "boolean",
      dealerUuid: "string",
      departmentUuid: "string",
      userUuid: "string",
      customerUuid: "string",
      lastMessageOn: "string",
      lastDelegationOn: "integer",
      isWaitingForResponse: "boolean",
    })
    assert.deepStrictEqual(properties("Error"), { errorCode: "string", errorDescription: "string", errorUID: "string" })
    assert.deepStrictEqual(properties("Warning"), { warningCode: "string", warningDescription: "string" })
  })
})
