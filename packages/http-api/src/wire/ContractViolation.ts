import { formatIssues, schemaIssues } from "@customer-threads/domain/text"
import * as Schema from "effect/Schema"

/**
 * JSON is against the contract. Each issue has the `path` of a place, such as `customerThreads[3].id`, and the value that is
 * `expected` there, never the value found. The path of the JSON itself is empty.
 */
export class ContractViolation extends Schema.TaggedError<ContractViolation>()("ContractViolation", {
  issues: Schema.NonEmptyArray(Schema.Struct({ path: Schema.String, expected: Schema.String })),
}) {
  /** Makes the violation of a single issue. */
  static readonly at = (path: string, expected: string): ContractViolation =>
    new ContractViolation({ issues: [{ path, expected }] })

  /** Makes the violation from the issues of a schema. `root` begins each path. */
  static readonly fromSchemaError = (error: Schema.SchemaError, ...root: ReadonlyArray<string>): ContractViolation =>
    new ContractViolation({ issues: schemaIssues(error, ...root) })

  /** The place of the first issue. */
  get path(): string {
    return this.issues[0].path
  }

  /** The expected value at the place of the first issue. */
  get expected(): string {
    return this.issues[0].expected
  }

  override get message(): string {
    return formatIssues(this.issues)
  }
}
