import * as Schema from "effect/Schema"

/** A property that may be missing, or null, both meaning "not known" (assumed). */
export const orNull = <S extends Schema.Top>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

type Known<T> = { [K in keyof T]: Exclude<T[K], null> }

/** The same object without the properties that are null. */
export const withoutNulls = <T extends object>(value: T): Known<T> => {
  const known: Record<string, unknown> = {}
  for (const key in value) if (value[key] !== null) known[key] = value[key]
  return known as Known<T>
}
