import { formatIssue, schemaIssues } from "@customer-threads/domain/text"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { expecting } from "./values.ts"

/** HTTP Basic, as the vendor issues it to a service subscriber. Both parts are secret: the username signs webhooks. */
export interface Credentials {
  readonly username: Redacted.Redacted<string>
  readonly password: Redacted.Redacted<string>
}

/** Credentials that HTTP Basic cannot carry. The message never contains a value. */
export class InvalidCredentials extends Schema.TaggedError<InvalidCredentials>()("InvalidCredentials", {
  option: Schema.Literals(["username", "password"]),
  expected: Schema.String,
}) {
  override get message(): string {
    return formatIssue({ path: this.option, expected: this.expected })
  }
}

/** A username that HTTP Basic can carry (RFC 7617). */
export const Username = Schema.String.check(Schema.isPattern(/^[^:\p{Cc}]+$/u)).pipe(
  expecting("1 or more characters, without colons and control characters"),
)

/** A password that HTTP Basic can carry. */
export const Password = Schema.String.check(Schema.isPattern(/^\P{Cc}+$/u)).pipe(
  expecting("1 or more characters, without control characters"),
)

const check = (option: InvalidCredentials["option"], schema: typeof Username, value: Redacted.Redacted<string>) =>
  Result.mapError(
    Schema.decodeResult(schema)(Redacted.value(value)),
    (error) => new InvalidCredentials({ option, expected: schemaIssues(error)[0].expected }),
  )

/** Refuses empty parts, control characters, and a colon in the username. */
export const checkCredentials = (credentials: Credentials): Result.Result<Credentials, InvalidCredentials> =>
  Result.gen(function* () {
    yield* check("username", Username, credentials.username)
    yield* check("password", Password, credentials.password)
    return credentials
  })
