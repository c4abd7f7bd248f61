import { printable } from "@customer-threads/domain/text"
import * as Duration from "effect/Duration"
import { type CliError, cliError, ExitCode } from "../../errors/CliError.ts"

/** How long everything together may take. */
export const TOTAL = Duration.seconds(15)
/** How long each check of the network may take; what they leave of the total is for the question about threads. */
export const EACH = Duration.seconds(3)

/** The result of a check: a detail, and what to do unless all is well. It holds no secret and no identifier. */
export type Finding =
  | { readonly status: "ok"; readonly detail: string }
  | { readonly status: "warning" | "not checked"; readonly detail: string; readonly fix: string }
  | { readonly status: "failed"; readonly detail: string; readonly fix: string; readonly failure: CliError }

/** A finding under the name of its check. */
export type Check = Finding & { readonly name: string }

export const ok = (detail: string): Finding => ({ status: "ok", detail })
export const warning = (detail: string, fix: string): Finding => ({ status: "warning", detail, fix })
export const notChecked = (detail: string, fix: string): Finding => ({ status: "not checked", detail, fix })

/** The finding of a check that failed. */
export const failed = (failure: CliError): Finding => ({
  status: "failed",
  detail: failure.problem,
  fix: failure.fix,
  failure,
})

/** The service cannot be reached. */
export const unreachable = (problem: string, fix: string): Finding =>
  failed(cliError(ExitCode.unavailable, "Unavailable", problem, fix))

/** What a check stands on has failed. */
export const blocked: Finding = notChecked("It needs what failed", "mend that first")

/** Whether what stands on it can be checked. */
export const isGood = ({ status }: Finding): boolean => status !== "failed"

/** What Node calls an error of the network. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? printable(error.code, 60) : "unknown"
