import * as Schema from "effect/Schema"
import { defaultOf, policySettings } from "../packages/cli/src/config/keys.ts"

/** The options of the HTTP policy, each with its setting, its default as text, its values and its meaning. */
export const policyTable = policySettings.map((setting) => {
  const { description = "", expected = "" } = Schema.resolveAnnotations(setting.schema) ?? {}
  const { name, option } = setting
  return { option, name, fallback: defaultOf(setting) ?? "", expected, description }
})
