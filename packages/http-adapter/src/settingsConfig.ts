import * as Config from "effect/Config"
import { defaultBaseUrl, type HttpSettings } from "./HttpSettings.ts"
import { policyConfig } from "./policyConfig.ts"

/**
 * Settings read from `THREADS_BASE_URL` (the vendor's address unless set), `THREADS_USERNAME`, `THREADS_PASSWORD`, and
 * one named after each of the policy, such as `THREADS_ATTEMPTS` and `THREADS_OVERALL_TIMEOUT`.
 */
export const settingsConfig: Config.Config<HttpSettings> = Config.map(
  Config.all({
    policy: policyConfig,
    baseUrl: Config.String("THREADS_BASE_URL").pipe(Config.withDefault(defaultBaseUrl)),
    credentials: Config.all({
      username: Config.Redacted("THREADS_USERNAME"),
      password: Config.Redacted("THREADS_PASSWORD"),
    }),
  }),
  ({ policy, ...settings }) => ({ ...policy, ...settings }),
)
