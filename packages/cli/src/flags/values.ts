import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { readText } from "../env.ts"
import { type CliError, usageError } from "../errors/CliError.ts"
import { invalidValue } from "../errors/invalidValue.ts"

/** Has a schema describe every invalid input alike, as in `--columns must be EXPECTED`. */
export const expecting =
  (expected: string) =>
  <A, I>(schema: Schema.Codec<A, I>): Schema.Codec<A, I> =>
    schema.pipe(Schema.catchDecoding(() => Effect.fail(new SchemaIssue.InvalidValue({ expected }))))

/** A whole number within bounds that are part of the range. */
export const wholeNumber = (minimum: number, maximum: number) =>
  Schema.Int.check(Schema.isBetween({ minimum, maximum }, { expected: `a whole number from ${minimum} to ${maximum}` }))

/**
 * The value of a flag or, if the flag is not given, of the setting with the same meaning, decoded with the flag's schema.
 * Flags are parsed before a profile is read, so a flag itself cannot fall back to one.
 */
export const flagOrSetting = <A>(
  flag: Option.Option<A>,
  setting: string,
  schema: Schema.Codec<A, string> | Schema.Codec<A, number>,
): Effect.Effect<A | undefined, CliError> =>
  Option.isSome(flag)
    ? Effect.succeed(flag.value)
    : Effect.flatMap(readText(setting), (text) =>
        text === undefined
          ? Effect.succeed(undefined)
          : Effect.mapError(Schema.decodeUnknownEffect(Schema.toCodecStringTree(schema))(text), ({ message }) =>
              usageError(invalidValue(setting, message), "correct the setting"),
            ),
      )
