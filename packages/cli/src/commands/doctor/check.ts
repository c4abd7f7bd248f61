import { printable } from "@customer-threads/domain/text"
import * as Duration from "effect/Duration"
import { type CliError, cliError, ExitCode } from "../../errors/CliError.ts"

/** Time limit of all checks together. */
export const TOTAL = Duration.seconds(15)
/** Time limit of each check of the network. The request for threads gets the rest of the total. */
export const EACH = Duration.seconds(3)

/** The result of a check: a detail and, if there is a problem, its fix. It contains no secret and no identifier. */
export type Finding =
  | { readonly status: "ok"; readonly detail: string }
  | { readonly status: "warning" | "not checked"; readonly detail: string; readonly fix: string }
  | { readonly status: "failed"; readonly detail: string; readonly fix: string; readonly failure: CliError }

/** A finding under the name of its check. */
export type Check = Finding & { readonly name: string }

export const ok = (detail: string): Finding => ({ status: "ok", detail })
export const warning = (detail: string, fix: string): Finding => ({ status: "warning", detail, fix })
export const notChecked = (detail: string, fix: string): Finding => ({ status: "not checked", detail, fix })

/** Makes the finding of a check that failed. */
export const failed = (failure: CliError): Finding => ({
  status: "failed",
  detail: failure.problem,
  fix: failure.fix,
  failure,
})

/** Makes the finding of a service that cannot be reached. */
export const unreachable = (problem: string, fix: string): Finding =>
  failed(cliError(ExitCode.unavailable, "Unavailable", problem, fix))

/** The finding of a check that was not made, because an earlier check failed. */
export const blocked: Finding = notChecked("It needs what failed", "mend that first")

/** True if the checks that depend on this finding can be made. */
export const isGood = ({ status }: Finding): boolean => status !== "failed"

/** Node's code of a network error, such as `ECONNREFUSED`. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? printable(error.code, 60) : "unknown"
