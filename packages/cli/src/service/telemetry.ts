import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"

/** Traces, metrics and logs over OTLP, where the standard `OTEL_EXPORTER_OTLP_ENDPOINT` says where to. */
export const telemetryLayer = Layer.unwrap(
  Effect.flatMap(Effect.orDie(Config.option(Config.String("OTEL_EXPORTER_OTLP_ENDPOINT"))), (endpoint) =>
    Option.isNone(endpoint)
      ? Effect.succeed(Layer.empty)
      : Effect.map(
          Effect.promise(() => import("./otlp.ts")),
          ({ otlpLayer }) => otlpLayer,
        ),
  ),
)
