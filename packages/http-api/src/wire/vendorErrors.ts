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

const parseVendorError = (json: unknown): ReadonlyArray<ServiceError> => {
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
 * Parses the errors in the body of a response with a status other than 200. It reads the documented envelope, and the forms
 * of the vendor's other products: `errorTitle`, `errorMessage`, or a single `error` (assumed). It never fails; a body in
 * another form has no errors.
 */
export const parseVendorErrors = (json: unknown): ReadonlyArray<ServiceError> => {
  if (!Predicate.isObject(json)) return []
  if (Predicate.hasProperty(json, "errors") && Array.isArray(json.errors)) return json.errors.flatMap(parseVendorError)
  if (Predicate.hasProperty(json, "error")) {
    const nested = parseVendorError(json.error)
    if (nested.length > 0) return nested
  }
  return parseVendorError(json)
}

/** Parses the `requestUUID` in the body of any response. Undefined if there is none. */
export const parseRequestUuid = (json: unknown): string | undefined =>
  Predicate.hasProperty(json, "requestUUID") && typeof json.requestUUID === "string" && json.requestUUID !== ""
    ? json.requestUUID
    : undefined
