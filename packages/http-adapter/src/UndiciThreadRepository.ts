import { ThreadRepository } from "@customer-threads/domain"
import type { InvalidCredentials } from "@customer-threads/http-api/settings"
import type * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import {
  decodeHttpSettings,
  type HttpSettingsInput,
  httpSettingsConfig,
  type InvalidHttpSettings,
} from "./HttpSettings.ts"
import { makeRepository } from "./makeRepository.ts"
import { overUndici } from "./overUndici.ts"

/**
 * `HttpThreadRepository.layer` for a server on Node: no `HttpClient` is to be provided, and a call takes about two thirds
 * of the time. It has connections of its own, over HTTP/1.1, each made within 5 seconds or not at all.
 */
export const layer = (
  options: HttpSettingsInput,
): Layer.Layer<ThreadRepository, InvalidHttpSettings | InvalidCredentials> =>
  Layer.effect(
    ThreadRepository,
    Effect.flatMap(Effect.fromResult(decodeHttpSettings(options)), (settings) => makeRepository(settings, overUndici)),
  )

/** The same with its options read as by `HttpThreadRepository.layerConfig`. */
export const layerConfig: Layer.Layer<ThreadRepository, Config.ConfigError> = Layer.effect(
  ThreadRepository,
  Effect.flatMap(httpSettingsConfig, (settings) => makeRepository(settings, overUndici)),
)
