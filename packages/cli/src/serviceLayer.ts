import { describeSchemaError, ThreadRepository } from "@customer-threads/domain"
import { defaultBaseUrl, type HttpPolicy, HttpThreadRepository, policyConfig } from "@customer-threads/http-adapter"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { usageFailure } from "./CliFailure.ts"
import { flagOr, requireCredentials } from "./settings.ts"
import { telemetryLayer } from "./telemetryLayer.ts"
import { transport } from "./transport.ts"

/** The address of the service that the flag or the environment names; the vendor's unless one does. */
export const baseUrlOf = (flag: Option.Option<string>): Effect.Effect<string> =>
  Effect.map(flagOr(flag, "THREADS_BASE_URL"), (url) => url ?? defaultBaseUrl)

/** The service that the flag and the environment name, with their credentials; `fixed` is not theirs to set. */
export const serviceLayer = (baseUrl: Option.Option<string>, fixed: HttpPolicy = {}, client = transport) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const credentials = yield* requireCredentials
      const url = yield* baseUrlOf(baseUrl)
      const policy = yield* Effect.mapError(policyConfig, ({ cause }) =>
        usageFailure(Schema.isSchemaError(cause) ? describeSchemaError(cause) : cause.message, "correct the setting"),
      )
      return HttpThreadRepository.layer({ ...policy, ...fixed, baseUrl: url, credentials }).pipe(
        Layer.provide(client),
        Layer.provideMerge(telemetryLayer),
        Layer.catch(({ message }) =>
          Layer.effect(ThreadRepository, Effect.fail(usageFailure(message, "correct the setting"))),
        ),
      )
    }),
  )
