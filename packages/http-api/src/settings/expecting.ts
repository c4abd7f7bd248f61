import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"

/**
 * Gives a codec one sentence for everything that it refuses: "expected …", which never contains the value. The sentence is
 * the schema's annotation `expected`, too.
 */
export const expecting =
  (expected: string) =>
  <S extends Schema.Top>(schema: S): Schema.middlewareDecoding<S, S["DecodingServices"]> =>
    Schema.catchDecoding<S>(() => Effect.fail(new SchemaIssue.InvalidValue({ expected })))(schema).annotate({
      expected,
    })
