import { ThreadRepository } from "@customer-threads/domain"
import { type HttpSettings, HttpThreadRepository } from "@customer-threads/http-adapter"
import { Context, Effect, Layer } from "effect"
import { patience } from "./runFault.ts"
import { shippedTransport } from "./shippedTransport.ts"

/** A repository over the shipped transport, for as long as the scope is open. */
export const repositoryOver = Effect.fnUntraced(function* (
  settings: Partial<HttpSettings> & { readonly baseUrl: string },
) {
  const layer = HttpThreadRepository.layer({ ...patience, ...settings })
  return Context.get(yield* Layer.build(Layer.provide(layer, shippedTransport)), ThreadRepository)
})
