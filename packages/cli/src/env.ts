import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { type CliError, invalidValue, usageError } from "./errors/CliError.ts"

/** Reads an environment variable. An empty one counts as unset. */
export const readText = (name: string): Effect.Effect<string | undefined> =>
  // Reading an environment string cannot fail.
  Effect.map(Effect.orDie(Config.option(Config.String(name))), (text) => Option.getOrUndefined(text) || undefined)

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
