import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import * as Struct from "effect/Struct"
import * as SchemaJITCompiler from "effect/schema/SchemaJITCompiler"

/** Has a schema compiled on first use, if the platform can generate code; it is interpreted elsewhere. */
export const compiled = <S extends Schema.Top>(schema: S): S => {
  SchemaJITCompiler.enable(schema.ast)
  return schema
}

interface OptionalNullable extends Struct.Lambda {
  <S extends Schema.Top>(schema: S): this["~lambda.out"]
  readonly "~lambda.out": this["~lambda.in"] extends Schema.optionalKey<infer S>
    ? Schema.optionalKey<Schema.NullOr<S>>
    : this["~lambda.in"]
}

/** Lets null stand for a missing property: both mean "not known" (assumed). A required property stays as it is. */
export const optionalNullable = Struct.lambda<OptionalNullable>((schema) =>
  SchemaAST.isOptional(schema.ast) ? Schema.optionalKey(Schema.NullOr(schema)) : schema,
)

type WithoutNulls<T> = { [K in keyof T]: Exclude<T[K], null> }

/** Copies an object without the properties that are null. */
export const omitNulls = <T extends object>(value: T): WithoutNulls<T> => {
  const copy: { [K in keyof T]?: T[K] } = {}
  for (const key in value) if (value[key] !== null) copy[key] = value[key]
  return copy as WithoutNulls<T>
}
