import { formatIssues, schemaIssues } from "@customer-threads/domain/text"
import * as Schema from "effect/Schema"

/** JSON is against the contract. The message never contains a value of the JSON. */
export class ContractViolation extends Schema.TaggedError<ContractViolation>()("ContractViolation", {
  /**
   * The wrong places, each a `path` such as `customerThreads[3].id`, with what is `expected` there. The path of the JSON
   * itself is empty.
   */
  issues: Schema.NonEmptyArray(Schema.Struct({ path: Schema.String, expected: Schema.String })),
}) {
  /** Makes the violation of a single issue. */
  static readonly at = (path: string, expected: string): ContractViolation =>
    new ContractViolation({ issues: [{ path, expected }] })

  /** Makes the violation of an error of a schema. `root` begins each path. */
  static readonly fromSchemaError = (error: Schema.SchemaError, ...root: ReadonlyArray<string>): ContractViolation =>
    new ContractViolation({ issues: schemaIssues(error, ...root) })

  /** The path of the first issue. */
  get path(): string {
    return this.issues[0].path
  }

  /** The value that belongs at the path of the first issue. */
  get expected(): string {
    return this.issues[0].expected
  }

  override get message(): string {
    return formatIssues(this.issues)
  }
}
