import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Otlp from "effect/observability/Otlp"
import * as OtlpSerialization from "effect/observability/OtlpSerialization"
import { version } from "../version.ts"

/** OpenTelemetry's own default, which Effect leaves to the environment. */
const exporters = ConfigProvider.layerAdd(
  ConfigProvider.fromUnknown({
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_METRICS_EXPORTER: "otlp",
    OTEL_LOGS_EXPORTER: "otlp",
  }),
)

const otlpLayer = Otlp.layerFromConfig({ resource: { serviceName: "threads", serviceVersion: version } }).pipe(
  Layer.provide([OtlpSerialization.layerJson, exporters]),
)

/** Sends traces, metrics and logs over OTLP if the standard `OTEL_EXPORTER_OTLP_ENDPOINT` is set. */
export const telemetryLayer = Layer.unwrap(
  Effect.map(Effect.orDie(Config.option(Config.String("OTEL_EXPORTER_OTLP_ENDPOINT"))), (endpoint) =>
    Option.isNone(endpoint) ? Layer.empty : otlpLayer,
  ),
)
