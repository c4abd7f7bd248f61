import { ThreadQuery } from "@customer-threads/domain"
import { formatIssues, schemaIssues } from "@customer-threads/domain/text"
import { checkHttpSettings, defaultBaseUrl, policyConfig } from "@customer-threads/http-adapter"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { type SettingKey, settingName } from "./keys.ts"

const adapterAccepts = Effect.fnUntraced(function* (key: SettingKey, value: string) {
  const settings = ConfigProvider.fromUnknown({ [settingName(key)]: value }, { preserveEmptyStrings: true })
  const policy = yield* Effect.mapError(policyConfig.parse(settings), ({ cause }) => ({
    message: Schema.isSchemaError(cause) ? `${formatIssues(schemaIssues(cause))}.` : cause.message,
  }))
  const username = Redacted.make(key === "username" ? value : "-")
  yield* Effect.fromResult(
    checkHttpSettings({
      ...policy,
      baseUrl: key === "base_url" ? value : defaultBaseUrl,
      credentials: { username, password: Redacted.make("-") },
    }),
  )
})

/** What is wrong with the value of a setting, by the rules of whoever uses it; the value itself is not told. */
export const settingProblem = (key: SettingKey, value: string): Effect.Effect<string | undefined> => {
  const use =
    key === "department"
      ? Effect.asVoid(ThreadQuery.parse({ departmentUuid: value, customerUuid: "-" }))
      : adapterAccepts(key, value)
  return use.pipe(
    Effect.as(undefined),
    Effect.catch(({ message }) => {
      const option = key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
      const names = new RegExp(`^(?:${settingName(key)}|${option}|departmentUuid):? `)
      return Effect.succeed(`${key}: ${message.replace(names, "").replace(/\.$/, "")}`)
    }),
  )
}
