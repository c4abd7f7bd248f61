import { type ThreadQuery, ThreadRepository } from "@customer-threads/domain"
import { printable, schemaIssues } from "@customer-threads/domain/text"
import {
  type Credentials,
  type HttpPolicyInput,
  HttpThreadRepository,
  httpPolicyConfig,
} from "@customer-threads/http-adapter"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import * as Otlp from "effect/observability/Otlp"
import * as OtlpSerialization from "effect/observability/OtlpSerialization"
import * as Schema from "effect/Schema"
import { keepAlive } from "../config/keys.ts"
import { requireCredentials } from "../credentials/find.ts"
import { readText } from "../env.ts"
import { CliError, invalidValue, usageError } from "../errors/CliError.ts"
import { readBaseUrl } from "../flags/service.ts"
import { version } from "../version.ts"
import { findProxy } from "./proxy.ts"
import { verboseTransport } from "./verboseTransport.ts"

/** Prints the vendor's requestUUID of each response on stderr. */
const tellRequestUuids = <E, R>(layer: Layer.Layer<ThreadRepository, E, R>) =>
  Layer.effect(
    ThreadRepository,
    Effect.map(ThreadRepository, ({ list }) => ({
      list: (query: ThreadQuery) =>
        Effect.tap(list(query), ({ requestUuid }) =>
          requestUuid === undefined ? Effect.void : Console.error(`requestUUID ${printable(requestUuid, 128)}`),
        ),
    })),
  ).pipe(Layer.provide(layer))

/** Values of the flags of the service. */
export interface ServiceInput {
  readonly baseUrl: Option.Option<string>
  readonly verbose: boolean
  /** The credentials to use. Default: the program finds them. */
  readonly credentials?: Credentials
}

const invalidSetting = ({ cause }: Config.ConfigError) => {
  if (!Schema.isSchemaError(cause)) return usageError(cause.message, "correct the setting")
  const [{ expected, path }] = schemaIssues(cause)
  return usageError(invalidValue(path, expected), "correct the setting")
}

/** Reads the policy from the settings. */
export const readPolicy = Effect.mapError(httpPolicyConfig, invalidSetting)

/** Makes a client close each connection after one response, if the settings say so. */
const readKeepAlive = Config.schema(keepAlive.schema, keepAlive.name).pipe(
  Effect.map((isKept) =>
    isKept ? identity : HttpClient.mapRequest(HttpClientRequest.setHeader("connection", "close")),
  ),
  Effect.mapError(invalidSetting),
)

/** OpenTelemetry's own defaults, which Effect leaves to the environment, but for a shorter time limit. */
const exporters = ConfigProvider.layerAdd(
  ConfigProvider.fromUnknown({
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_METRICS_EXPORTER: "otlp",
    OTEL_LOGS_EXPORTER: "otlp",
    // A collector that does not respond delays the end of the program by this at most, in milliseconds.
    OTEL_EXPORTER_OTLP_TIMEOUT: "500",
  }),
)

const otlpLayer = Otlp.layerFromConfig({ resource: { serviceName: "threads", serviceVersion: version } }).pipe(
  Layer.provide([OtlpSerialization.layerJson, exporters]),
)

/** Sends traces, metrics and logs over OTLP if the standard `OTEL_EXPORTER_OTLP_ENDPOINT` is set. */
const telemetryLayer = Layer.unwrap(
  Effect.gen(function* () {
    const name = "OTEL_EXPORTER_OTLP_ENDPOINT"
    const endpoint = yield* readText(name)
    if (endpoint === undefined) return Layer.empty
    const url = URL.parse(endpoint)
    return url !== null && /^https?:$/.test(url.protocol)
      ? otlpLayer
      : yield* usageError(`${name} must be an address such as http://127.0.0.1:4318`, "correct the setting")
  }),
)

/**
 * Makes the repository of the service from the flags, the settings and the credentials. `fixed` overrides the settings.
 * `transform` changes the client for requests of threads, but not for telemetry.
 */
export const serviceLayer = (
  { baseUrl, credentials: found, verbose }: ServiceInput,
  fixed: HttpPolicyInput = {},
  transform: (client: HttpClient.HttpClient) => HttpClient.HttpClient = verbose ? verboseTransport : identity,
) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const credentials = found ?? (yield* requireCredentials).credentials
      const url = yield* readBaseUrl(baseUrl)
      yield* findProxy(new URL(url))
      const policy = yield* readPolicy
      const setKeepAlive = yield* readKeepAlive
      return HttpThreadRepository.layer({ ...policy, ...fixed, baseUrl: url, credentials }).pipe(
        Layer.provide(
          Layer.effect(
            HttpClient.HttpClient,
            Effect.map(HttpClient.HttpClient, (client) => transform(setKeepAlive(client))),
          ),
        ),
        Layer.provideMerge(telemetryLayer),
        verbose ? tellRequestUuids : identity,
        Layer.catch((error) =>
          Layer.effect(
            ThreadRepository,
            Effect.fail(error instanceof CliError ? error : usageError(error.message, "correct the setting")),
          ),
        ),
      )
    }),
  )
