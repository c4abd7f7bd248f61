import type { ServiceError } from "@customer-threads/domain"
import * as Predicate from "effect/Predicate"

const text = (json: object, ...names: ReadonlyArray<string>): string | undefined => {
  for (const name of names) {
    const value = Predicate.hasProperty(json, name) ? json[name] : undefined
    if (typeof value === "string" && value !== "") return value
    if (typeof value === "number") return String(value)
  }
  return undefined
}

const vendorError = (json: unknown): ReadonlyArray<ServiceError> => {
  if (typeof json === "string" && json !== "") return [{ errorDescription: json }]
  if (!Predicate.isObject(json)) return []
  const errorCode = text(json, "errorCode", "code")
  const errorDescription = text(json, "errorDescription", "errorMessage", "errorTitle", "message")
  const errorUid = text(json, "errorUID", "errorUid")
  if (errorCode === undefined && errorDescription === undefined && errorUid === undefined) return []
  return [
    {
      ...(errorCode === undefined ? {} : { errorCode }),
      ...(errorDescription === undefined ? {} : { errorDescription }),
      ...(errorUid === undefined ? {} : { errorUid }),
    },
  ]
}

/**
 * Whatever errors can be read in the body of an answer other than a 200: the documented envelope, or the shapes of the
 * vendor's sibling products (`errorTitle`, `errorMessage`, a singular `error`). A hint only: never fails (assumed).
 */
export const vendorErrorsIn = (json: unknown): ReadonlyArray<ServiceError> => {
  if (!Predicate.isObject(json)) return []
  if (Predicate.hasProperty(json, "errors") && Array.isArray(json.errors)) return json.errors.flatMap(vendorError)
  if (Predicate.hasProperty(json, "error")) {
    const nested = vendorError(json.error)
    if (nested.length > 0) return nested
  }
  return vendorError(json)
}

/** The `requestUUID` in the body of any answer, where there is one. */
export const requestUuidIn = (json: unknown): string | undefined =>
  Predicate.hasProperty(json, "requestUUID") && typeof json.requestUUID === "string" && json.requestUUID !== ""
    ? json.requestUUID
    : undefined
