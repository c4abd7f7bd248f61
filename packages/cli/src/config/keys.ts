/** What a profile can set: the settings' names in lower case, without their prefix. */
export const settingKeys = [
  "base_url",
  "department",
  "username",
  "attempts",
  "backoff",
  "rate_limit_backoff",
  "max_backoff",
  "attempt_timeout",
  "overall_timeout",
  "max_body_bytes",
  "concurrency",
  "retry_budget",
  "identifiers_in_spans",
] as const
export type SettingKey = (typeof settingKeys)[number]

/** Whether it is one of them. */
export const isSettingKey = (key: string): key is SettingKey => settingKeys.some((one) => one === key)

/** The name of the environment's setting. */
export const settingName = (key: SettingKey): string => `THREADS_${key.toUpperCase()}`

/** What to say of a key that a profile cannot have. */
export const unknownKey = (key: string): readonly [problem: string, fix: string] =>
  key === "password"
    ? ["a password does not belong in the settings file", "store it with: threads auth login"]
    : [`unknown setting "${key}"`, `expected one of ${settingKeys.join(", ")}`]
