import * as Schema from "effect/Schema"

/** JSON that is against the contract. The message is one line: each path with what was expected there, never a value. */
export class ContractViolation extends Schema.TaggedError<ContractViolation>()("ContractViolation", {
  message: Schema.String,
}) {}
