import { formatIssue, schemaIssues } from "@customer-threads/domain/text"
import {
  type Credentials,
  checkCredentials,
  expecting,
  type InvalidCredentials,
  isLoopback,
  Password,
  Username,
} from "@customer-threads/http-api/settings"
import * as Config from "effect/Config"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { HttpPolicy, type HttpPolicyInput, httpPolicyConfig, settingName } from "./HttpPolicy.ts"

/**
 * An option of `HttpThreadRepository.layer` is invalid, and nothing was sent. The message names the option and the values
 * that it can have, never the value given.
 */
export class InvalidHttpSettings extends Schema.TaggedError<InvalidHttpSettings>()("InvalidHttpSettings", {
  /** The option's name, such as `attempts` or `baseUrl`. */
  option: Schema.String,
  /** The values that the option can have, as in "expected a whole number from 1 to 10". */
  expected: Schema.String,
}) {
  override get message(): string {
    return formatIssue({ path: this.option, expected: this.expected })
  }
}

/** The options of `HttpThreadRepository.layer`: the address, the credentials, and the policy. */
export interface HttpSettingsInput extends HttpPolicyInput {
  /**
   * Address of the service, such as `defaultBaseUrl`: `https`, or `http` to 127.0.0.0/8 and `[::1]`, without user info,
   * query or fragment. Slashes at its end are ignored.
   */
  readonly baseUrl: string
  /** Credentials for HTTP Basic, as the vendor issues them to a service subscriber (documented). */
  readonly credentials: Credentials
}

/** The decoded options of a layer. */
export interface HttpSettings extends HttpPolicy {
  /** Without a slash at the end. */
  readonly baseUrl: string
  readonly credentials: Credentials
}

/** The vendor's address: documented for sibling operations, assumed for this one. */
export const defaultBaseUrl = "https://api.mykaarma.com/communications"

const isBaseUrl = (text: string): boolean => {
  const url = URL.parse(text)
  return (
    url !== null &&
    (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))) &&
    url.username === "" &&
    url.password === "" &&
    !/[?#]/.test(text)
  )
}

/** The address of a service, as in `HttpSettingsInput.baseUrl`. It decodes to an address without a slash at its end. */
export const BaseUrl = Schema.String.check(Schema.makeFilter(isBaseUrl)).pipe(
  Schema.decodeTo(
    Schema.String,
    SchemaTransformation.transform({
      decode: (text) => new URL(text).href.replace(/\/+$/, ""),
      encode: (url) => url,
    }),
  ),
  expecting(
    `an https:// address without credentials, query or fragment, such as ${defaultBaseUrl} (http:// only to localhost, 127.0.0.1 or [::1])`,
  ),
)

const options = Schema.Struct({ baseUrl: BaseUrl, ...HttpPolicy.fields })

const invalid = (error: Schema.SchemaError, ...root: ReadonlyArray<string>) => {
  const [{ expected, path }] = schemaIssues(error, ...root)
  return new InvalidHttpSettings({ option: path, expected })
}

/** Decodes the address of a service. */
export const decodeBaseUrl = (text: string): Result.Result<string, InvalidHttpSettings> =>
  Result.mapError(Schema.decodeResult(BaseUrl)(text), (error) => invalid(error, "baseUrl"))

/** Decodes the options of a layer, or fails with the first that is invalid. */
export const decodeHttpSettings = ({
  credentials,
  ...input
}: HttpSettingsInput): Result.Result<HttpSettings, InvalidHttpSettings | InvalidCredentials> =>
  Result.gen(function* () {
    const decoded = yield* Result.mapError(Schema.decodeResult(options)(input), (error) => invalid(error))
    return { ...decoded, credentials: yield* checkCredentials(credentials) }
  })

/**
 * Reads the settings from `THREADS_BASE_URL` (default: the vendor's address), `THREADS_USERNAME`, `THREADS_PASSWORD`, and
 * the setting of each option of the policy.
 */
export const httpSettingsConfig: Config.Config<HttpSettings> = Config.map(
  Config.all({
    policy: httpPolicyConfig,
    baseUrl: Config.schema(BaseUrl, settingName("baseUrl")).pipe(Config.withDefault(defaultBaseUrl)),
    credentials: Config.all({
      username: Config.schema(Schema.Redacted(Username), settingName("username")),
      password: Config.schema(Schema.Redacted(Password), settingName("password")),
    }),
  }),
  ({ policy, ...settings }) => ({ ...policy, ...settings }),
)

/** Describes a setting of the configuration that is missing or invalid, by its name, such as `THREADS_USERNAME`. */
export const fromConfigError = ({ cause }: Config.ConfigError): InvalidHttpSettings => {
  if (!Schema.isSchemaError(cause)) {
    return new InvalidHttpSettings({
      option: "the configuration",
      expected: `a source that can be read: ${cause.message}`,
    })
  }
  const error = invalid(cause)
  // Effect's word for a setting without a value.
  return error.expected === "string"
    ? new InvalidHttpSettings({ option: error.option, expected: "a value; set it in the environment" })
    : error
}
