import { ThreadRepository } from "@customer-threads/domain"
import type { HttpSettingsInput } from "@customer-threads/http-adapter"
import { UndiciThreadRepository } from "@customer-threads/http-adapter/undici"
import { Context, Effect, Layer } from "effect"
import { type LayerOf, overClient, patience } from "./runFault.ts"
import { shippedTransport } from "./shippedTransport.ts"

/** Both ways to the service that keep connections of their own, which nothing but speed tells apart. */
export const adapters: ReadonlyArray<readonly [name: string, layerOf: LayerOf<never>]> = [
  ["over the shipped transport", overClient(shippedTransport)],
  ["over undici itself", UndiciThreadRepository.layer],
]

/** A repository, over the shipped transport unless told, for as long as the scope is open. */
export const repositoryOver = Effect.fnUntraced(function* <R = never>(
  settings: Partial<HttpSettingsInput> & { readonly baseUrl: string },
  layerOf: LayerOf<R> = overClient(shippedTransport),
) {
  return Context.get(yield* Layer.build(layerOf({ ...patience, ...settings })), ThreadRepository)
})
