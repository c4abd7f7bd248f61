import type * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { formats } from "./formats.ts"

/** The flags that say how threads are printed. */
export const outputFlags = {
  format: Flag.Literals("format", formats).pipe(
    Flag.withDescription("How to print the threads; a table unless given"),
    Flag.withDefault("table"),
  ),
  columns: Flag.String("columns").pipe(
    Flag.withMetavar("A,B,..."),
    Flag.withDescription(
      "Only these, in this order: id, lastMessageOn, lastDelegationOn, isWaitingForResponse, closed, archived, userUuid, customerUuid, departmentUuid, dealerUuid, state",
    ),
    Flag.optional,
  ),
  utc: Flag.Boolean("utc").pipe(
    Flag.withDescription("Instants in full and in UTC, on a terminal too"),
    Flag.withDefault(false),
  ),
  timeZone: Flag.String("time-zone").pipe(
    Flag.withMetavar("ZONE"),
    Flag.withDescription("Instants in full and in a time zone, such as Europe/Berlin or +02:00"),
    Flag.optional,
  ),
}
export type OutputInput = Command.Command.Config.Infer<typeof outputFlags>
