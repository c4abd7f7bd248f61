import { ThreadRepository } from "@customer-threads/domain"
import { type HttpSettingsInput, HttpThreadRepository } from "@customer-threads/http-adapter"
import { Context, Effect, Layer } from "effect"
import { patience } from "./runFault.ts"
import { shippedTransport } from "./shippedTransport.ts"

/** Makes a repository over the shipped transport that lives as long as the scope. */
export const repositoryOver = Effect.fnUntraced(function* (
  settings: Partial<HttpSettingsInput> & { readonly baseUrl: string },
) {
  const layer = Layer.provide(HttpThreadRepository.layer({ ...patience, ...settings }), shippedTransport)
  return Context.get(yield* Layer.build(layer), ThreadRepository)
})
