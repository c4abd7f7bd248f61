import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"

/** Traces, metrics and logs over OTLP, where the standard `OTEL_EXPORTER_OTLP_ENDPOINT` says where to. */
export const telemetryLayer = Layer.unwrap(
  Effect.gen(function* (): Effect.fn.Return<Layer.Layer<never, never, HttpClient.HttpClient>> {
    const endpoint = yield* Effect.orDie(Config.option(Config.String("OTEL_EXPORTER_OTLP_ENDPOINT")))
    if (Option.isNone(endpoint)) return Layer.empty
    const { otlpLayer } = yield* Effect.promise(() => import("./otlp.ts"))
    return otlpLayer
  }),
)
