import { ThreadQuery } from "@customer-threads/domain"
import { checkHttpSettings, defaultBaseUrl } from "@customer-threads/http-adapter"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { type CliError, usageError } from "../../../errors/CliError.ts"
import { readDepartment } from "../../../flags/query.ts"
import { readBaseUrl } from "../../../flags/service.ts"
import { readPolicy } from "../../../service/layer.ts"
import { failed, ok } from "../check.ts"
import type { DoctorInput } from "../flags.ts"

/** The credentials have a check of their own. */
const anyone = { username: Redacted.make("-"), password: Redacted.make("-") }

/** The setting of the environment for an option of the policy. */
const settingOf = (option: string): string => `THREADS_${option.replace(/[A-Z]/g, "_$&").toUpperCase()}`

const checkPolicy = Effect.gen(function* () {
  const policy = yield* readPolicy
  yield* Effect.mapError(
    Effect.fromResult(checkHttpSettings({ ...policy, baseUrl: defaultBaseUrl, credentials: anyone })),
    ({ message }) => usageError(message.replace(/^[a-z]\w*/, settingOf), "correct the setting"),
  )
})

/** The query for a customer's threads, where both the department and the customer are given. */
const readScope = Effect.fnUntraced(function* ({ customer, department }: DoctorInput) {
  const departmentUuid = yield* readDepartment(department)
  if (departmentUuid === undefined || Option.isNone(customer)) return undefined
  return new ThreadQuery({ departmentUuid, customerUuid: customer.value })
})

const problemIn = <A>(result: Result.Result<A, CliError>): ReadonlyArray<CliError> =>
  Result.isFailure(result) ? [result.failure] : []

/** Whether the settings can be used, with everything that is wrong with them; and what they say. */
export const checkSettings = Effect.fnUntraced(function* (input: DoctorInput) {
  const url = yield* Effect.result(readBaseUrl(input.baseUrl))
  const policy = yield* Effect.result(checkPolicy)
  const scope = yield* Effect.result(readScope(input))
  if (Result.isSuccess(url) && Result.isSuccess(policy) && Result.isSuccess(scope)) {
    const address = new URL(url.success)
    return { finding: ok(address.href), settings: { url: address, query: scope.success } }
  }
  const problems = [...problemIn(url), ...problemIn(policy), ...problemIn(scope)]
  const all = usageError(
    problems.map(({ problem }) => problem).join(". "),
    [...new Set(problems.map(({ fix }) => fix))].join(", and "),
  )
  return { finding: failed(all), settings: undefined }
})
