import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Duration from "effect/Duration"
import { identity } from "effect/Function"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { outputFlags } from "../../flags/output.ts"
import { queryFlags } from "../../flags/query.ts"
import { serviceFlags } from "../../flags/service.ts"
import { expecting } from "../../flags/values.ts"

const units: Record<string, Duration.Unit> = { s: "seconds", m: "minutes", h: "hours" }

/** An interval that does not overload the service: 5 seconds to 24 hours, such as `30s` or `5 minutes`. */
const WatchInterval = Schema.String.pipe(
  Schema.decodeTo(
    Schema.DurationFromString,
    SchemaTransformation.transform({
      decode: (text: string) => text.replace(/^(\d+)([smh])$/, (_, count, unit) => `${count} ${units[unit]}`),
      encode: identity<string>,
    }),
  ),
  Schema.check(Schema.makeFilter(Duration.between({ minimum: Duration.seconds(5), maximum: Duration.hours(24) }))),
  expecting("an interval from 5s to 24h, such as 30s or 5 minutes"),
)

export const flags = {
  ...queryFlags,
  ...outputFlags,
  ...serviceFlags,
  watch: Flag.String("watch").pipe(
    Flag.withSchema(WatchInterval),
    Flag.withMetavar("30s"),
    Flag.withDescription("List again after each interval (5s to 24h), and mark what is new (+) or changed (~)"),
    Flag.optional,
  ),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withDescription("Print the request without its credentials; nothing is sent"),
    Flag.withDefault(false),
  ),
}
export type ListInput = Command.Command.Config.Infer<typeof flags>
