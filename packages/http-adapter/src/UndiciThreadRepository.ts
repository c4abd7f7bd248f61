import { ThreadRepository } from "@customer-threads/domain"
import type { InvalidCredentials } from "@customer-threads/http-api/settings"
import type * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { HttpSettings, InvalidHttpSettings } from "./HttpSettings.ts"
import { makeRepository } from "./makeRepository.ts"
import { overUndici } from "./overUndici.ts"
import { settingsConfig } from "./settingsConfig.ts"

/**
 * `HttpThreadRepository.layer` for a server on Node: no `HttpClient` is to be provided, and a call takes about two thirds
 * of the time. It has connections of its own, over HTTP/1.1, each made within 5 seconds or not at all.
 */
export const layer = (
  settings: HttpSettings,
): Layer.Layer<ThreadRepository, InvalidHttpSettings | InvalidCredentials> =>
  Layer.effect(ThreadRepository, makeRepository(settings, overUndici))

/** The same with its settings read as by `HttpThreadRepository.layerConfig`. */
export const layerConfig: Layer.Layer<ThreadRepository, InvalidHttpSettings | InvalidCredentials | Config.ConfigError> =
  Layer.unwrap(Effect.map(settingsConfig, layer))
