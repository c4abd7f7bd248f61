import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/** HTTP Basic, as the vendor issues it to a service subscriber. Both parts are secret: the username signs webhooks. */
export interface Credentials {
  readonly username: Redacted.Redacted<string>
  readonly password: Redacted.Redacted<string>
}

/** Credentials that HTTP Basic cannot carry. The message names the part, never what it holds. */
export class InvalidCredentials extends Schema.TaggedError<InvalidCredentials>()("InvalidCredentials", {
  message: Schema.String,
}) {}

const check = (name: string, value: Redacted.Redacted<string>, forbidden: RegExp, what: string) => {
  const text = Redacted.value(value)
  if (text === "") {
    return Result.fail(
      new InvalidCredentials({ message: `The ${name} is empty; expected the one that the vendor issued.` }),
    )
  }
  return forbidden.test(text)
    ? Result.fail(new InvalidCredentials({ message: `The ${name} holds ${what}; expected one without.` }))
    : Result.void
}

/** Refuses empty parts, control characters, and a colon in the username (RFC 7617). */
export const checkCredentials = (credentials: Credentials): Result.Result<Credentials, InvalidCredentials> =>
  Result.gen(function* () {
    yield* check("username", credentials.username, /[:\p{Cc}]/u, "a colon or a control character")
    yield* check("password", credentials.password, /\p{Cc}/u, "a control character")
    return credentials
  })
