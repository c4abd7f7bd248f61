import { type CustomerUuid, ThreadQuery } from "@customer-threads/domain"
import { printable } from "@customer-threads/domain/text"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Schema from "effect/Schema"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { type CliError, usageError } from "../../errors/CliError.ts"
import { fileReason } from "../../errors/fileReason.ts"

const isCustomer = Schema.is(ThreadQuery.fields.customerUuid)

// An identifier has at most 128 characters: whatever has no line end for so long is no list of identifiers.
const LONGEST_LINE = 4_096

const lineFailure = (name: string, line: number, text: string) =>
  usageError(
    `--customers ${name}, line ${line}: ${printable(text.slice(0, 60))} is no identifier of a customer`,
    "expected 1 to 128 letters, digits, '_' or '-'",
  )

/** Reads the customers from the lines of a file or of stdin (`-`), each once, in their order. */
export const readCustomers = Effect.fnUntraced(function* (source: string) {
  const name = source === "-" ? "stdin" : source
  const bytes = source === "-" ? (yield* Stdio.Stdio).stdin : (yield* FileSystem.FileSystem).stream(source)
  const customers = new Set<CustomerUuid>()
  const decoder = new TextDecoder()
  let line = 0
  let rest = ""

  const take = (text: string): Effect.Effect<void, CliError> => {
    line += 1
    const id = text.endsWith("\r") ? text.slice(0, -1) : text
    if (isCustomer(id)) customers.add(id)
    else if (id.trim() !== "") return Effect.fail(lineFailure(name, line, id))
    return Effect.void
  }

  yield* Stream.runForEach(
    Stream.mapError(bytes, (error) =>
      usageError(`--customers ${name}: cannot be read (${fileReason(error)})`, "give a file, or - for stdin"),
    ),
    Effect.fnUntraced(function* (chunk) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n")
      rest = lines.pop() ?? ""
      for (const text of lines) yield* take(text)
      if (rest.length > LONGEST_LINE) yield* lineFailure(name, line + 1, rest)
    }),
  )
  yield* take(rest)
  return customers.size === 0
    ? yield* usageError(`--customers ${name}: there is no customer in it`, "give one identifier to a line")
    : customers
})
