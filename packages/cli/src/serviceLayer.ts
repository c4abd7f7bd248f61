import { ThreadRepository } from "@customer-threads/domain"
import { defaultBaseUrl, HttpThreadRepository } from "@customer-threads/http-adapter"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import { usageFailure } from "./CliFailure.ts"
import { flagOr, requireCredentials } from "./settings.ts"

/** Where the service is. */
export const baseUrlFlag = Flag.String("base-url").pipe(
  Flag.withMetavar("URL"),
  Flag.withDescription("The service's address; THREADS_BASE_URL unless given, else the vendor's"),
  Flag.optional,
)

/** The service that the flag and the environment name, with their credentials. */
export const serviceLayer = (baseUrl: Option.Option<string>) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const credentials = yield* requireCredentials
      const url = (yield* flagOr(baseUrl, "THREADS_BASE_URL")) ?? defaultBaseUrl
      return HttpThreadRepository.layer({ baseUrl: url, credentials }).pipe(
        Layer.provide(NodeHttpClient.layerUndici),
        Layer.catch(({ message }) => Layer.effect(ThreadRepository, Effect.fail(usageFailure(message)))),
      )
    }),
  )
