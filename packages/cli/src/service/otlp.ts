import * as ConfigProvider from "effect/ConfigProvider"
import * as Layer from "effect/Layer"
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

/** Traces, metrics and logs over OTLP, as the standard settings of the environment say. */
export const otlpLayer = Otlp.layerFromConfig({ resource: { serviceName: "threads", serviceVersion: version } }).pipe(
  Layer.provide([OtlpSerialization.layerJson, exporters]),
)
