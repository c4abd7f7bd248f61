import { ThreadQuery } from "@customer-threads/domain"
import { schemaIssues } from "@customer-threads/domain/text"
import { BaseUrl, defaultBaseUrl, HttpPolicy, settingName } from "@customer-threads/http-adapter"
import { TrueOrFalse, Username } from "@customer-threads/http-api/settings"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Str from "effect/String"
import { invalidValue } from "../errors/CliError.ts"

/** A setting that a profile can have, and that the environment overrides. */
export interface Setting {
  /** Its name in TypeScript, such as `overallTimeout`. */
  readonly option: string
  /** Its key in a profile, such as `overall_timeout`. */
  readonly key: string
  /** Its environment variable, such as `THREADS_OVERALL_TIMEOUT`. */
  readonly name: string
  readonly schema: Schema.Codec<unknown, unknown>
}

const setting = (option: string, schema: Schema.Codec<unknown, unknown>): Setting => ({
  option,
  key: Str.camelToSnake(option),
  name: settingName(option),
  schema,
})

export const baseUrl = setting("baseUrl", BaseUrl.pipe(Schema.withDecodingDefault(Effect.succeed(defaultBaseUrl))))
/** Keeps connections open between requests. Default: true. */
export const keepAlive = setting("keepAlive", TrueOrFalse.pipe(Schema.withDecodingDefault(Effect.succeed(true))))
export const username = setting("username", Username)

/** The settings of the HTTP policy. */
export const policySettings = Object.entries(HttpPolicy.fields).map(([option, schema]) => setting(option, schema))

/** Every setting that a profile can have. */
export const settings: ReadonlyArray<Setting> = [
  baseUrl,
  setting("department", ThreadQuery.fields.departmentUuid),
  username,
  keepAlive,
  ...policySettings,
]

/** The meaning of each setting that is not of the policy, for the manual. The README has the same. */
export const settingMeanings: ReadonlyArray<readonly [names: ReadonlyArray<string>, meaning: string]> = [
  [["THREADS_PROFILE"], "profile of the settings file. Flag: `--profile`. Default: `default`"],
  [["THREADS_USERNAME", "THREADS_PASSWORD"], "the credentials. `serve` accepts only these credentials"],
  [["THREADS_DEPARTMENT"], "the department. Flag: `--department`"],
  [["THREADS_BASE_URL"], "the service's address. Flag: `--base-url`. Default: the vendor's address"],
  [["THREADS_KEEP_ALIVE"], "`false` uses each connection for one request. Default: true"],
  [
    ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"],
    "the proxies of requests, and the hosts without one. This machine has none. Lower case works too. Default: none",
  ],
  [["NODE_EXTRA_CA_CERTS"], "file of certificate authorities to trust beside Node's own (PEM). Default: none"],
  [["OTEL_EXPORTER_OTLP_ENDPOINT"], "address that receives traces, metrics and logs over OTLP. Default: none"],
]

/** Finds the setting of a key. */
export const findSetting = (key: string): Setting | undefined => settings.find((one) => one.key === key)

/** The default of a setting as text, if it has one. */
export const defaultOf = ({ schema }: Setting): string | undefined => {
  const text = Schema.toCodecStringTree(schema)
  const value = Schema.decodeUnknownOption(text)(undefined)
  return Option.isNone(value) ? undefined : String(Schema.encodeSync(text)(value.value))
}

/** Describes why a text is not a value of a setting, without the text itself. */
export const problemOf = ({ key, schema }: Setting, text: string): string | undefined => {
  const decoded = Schema.decodeUnknownResult(Schema.toCodecStringTree(schema))(text)
  return Result.isFailure(decoded) ? invalidValue(key, schemaIssues(decoded.failure)[0].expected) : undefined
}

/** The problem with a key that no profile has, and its fix. */
export const unknownKey = (key: string): readonly [problem: string, fix: string] =>
  key === "password"
    ? ["a password does not belong in the settings file", "store it with: threads auth login"]
    : [`unknown setting "${key}"`, `expected one of ${settings.map((one) => one.key).join(", ")}`]
