import { ThreadQuery } from "@customer-threads/domain"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { type CliError, usageError } from "../../../errors/CliError.ts"
import { readDepartment } from "../../../flags/query.ts"
import { readBaseUrl } from "../../../flags/service.ts"
import { readPolicy } from "../../../service/layer.ts"
import { findProxy } from "../../../service/proxy.ts"
import { failed, ok } from "../check.ts"
import type { DoctorInput } from "../flags.ts"

/** Reads the query for a customer's threads. Undefined if the department or the customer is missing. */
const readScope = Effect.fnUntraced(function* ({ customer, department }: DoctorInput) {
  const departmentUuid = yield* readDepartment(department)
  if (departmentUuid === undefined || Option.isNone(customer)) return undefined
  return new ThreadQuery({ departmentUuid, customerUuid: customer.value })
})

const problemIn = <A>(result: Result.Result<A, CliError>): ReadonlyArray<CliError> =>
  Result.isFailure(result) ? [result.failure] : []

/** Checks the settings and lists all their problems. Returns the settings if they are valid. */
export const checkSettings = Effect.fnUntraced(function* (input: DoctorInput) {
  const url = yield* Effect.result(readBaseUrl(input.baseUrl))
  const policy = yield* Effect.result(readPolicy)
  const scope = yield* Effect.result(readScope(input))
  const proxy = yield* Effect.result(
    Result.isSuccess(url) ? findProxy(new URL(url.success)) : Effect.succeed(undefined),
  )
  if (Result.isSuccess(url) && Result.isSuccess(policy) && Result.isSuccess(scope) && Result.isSuccess(proxy)) {
    const address = new URL(url.success)
    const through = proxy.success === undefined ? "" : `, through the proxy ${proxy.success.origin}`
    return {
      finding: ok(address.href + through),
      settings: { url: address, query: scope.success, proxy: proxy.success },
    }
  }
  const problems = [...problemIn(url), ...problemIn(policy), ...problemIn(scope), ...problemIn(proxy)]
  const all = usageError(
    problems.map(({ problem }) => problem).join(". "),
    [...new Set(problems.map(({ fix }) => fix))].join(", and "),
  )
  return { finding: failed(all), settings: undefined }
})
