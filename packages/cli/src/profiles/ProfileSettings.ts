import * as Context from "effect/Context"
import type { SettingKey } from "./settingKeys.ts"

/** The settings of the chosen profile, as text; none where there is no file. */
export const ProfileSettings = Context.Reference<Partial<Record<SettingKey, string>>>(
  "@customer-threads/cli/ProfileSettings",
  { defaultValue: () => ({}) },
)
