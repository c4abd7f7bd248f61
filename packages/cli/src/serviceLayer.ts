import { describeSchemaError, ThreadRepository } from "@customer-threads/domain"
import { defaultBaseUrl, type HttpPolicy, HttpThreadRepository, policyConfig } from "@customer-threads/http-adapter"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { usageFailure } from "./CliFailure.ts"
import { requireCredentials } from "./credentials/requireCredentials.ts"
import { flagOr } from "./settings.ts"
import { telemetryLayer } from "./telemetryLayer.ts"
import { transport } from "./transport.ts"

/** The service that the flag and the settings name, with the credentials that are found; `fixed` is not theirs to set. */
export const serviceLayer = (baseUrl: Option.Option<string>, fixed: HttpPolicy = {}) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const credentials = yield* requireCredentials
      const url = (yield* flagOr(baseUrl, "THREADS_BASE_URL")) ?? defaultBaseUrl
      const policy = yield* Effect.mapError(policyConfig, ({ cause }) =>
        usageFailure(Schema.isSchemaError(cause) ? `${describeSchemaError(cause)}.` : cause.message),
      )
      return HttpThreadRepository.layer({ ...policy, ...fixed, baseUrl: url, credentials }).pipe(
        Layer.provide(transport),
        Layer.provideMerge(telemetryLayer),
        Layer.catch(({ message }) => Layer.effect(ThreadRepository, Effect.fail(usageFailure(message)))),
      )
    }),
  )
