import { ThreadRepository } from "@customer-threads/domain"
import type { InvalidCredentials } from "@customer-threads/http-api/settings"
import type * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type { HttpSettings, InvalidHttpSettings } from "./HttpSettings.ts"
import { makeRepository } from "./makeRepository.ts"
import { overHttpClient } from "./overHttpClient.ts"
import { settingsConfig } from "./settingsConfig.ts"

/** A `ThreadRepository` that asks the vendor's endpoint, over the `HttpClient` that is provided. */
export const layer = (
  settings: HttpSettings,
): Layer.Layer<ThreadRepository, InvalidHttpSettings | InvalidCredentials, HttpClient.HttpClient> =>
  Layer.effect(ThreadRepository, makeRepository(settings, overHttpClient))

/**
 * The same with its settings read from `THREADS_BASE_URL` (the vendor's address unless set), `THREADS_USERNAME`,
 * `THREADS_PASSWORD`, and one named after each of the policy, such as `THREADS_ATTEMPTS` and `THREADS_OVERALL_TIMEOUT`.
 */
export const layerConfig: Layer.Layer<
  ThreadRepository,
  InvalidHttpSettings | InvalidCredentials | Config.ConfigError,
  HttpClient.HttpClient
> = Layer.unwrap(Effect.map(settingsConfig, layer))
