import { describeRequest } from "@customer-threads/http-adapter"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { usageFailure } from "../CliFailure.ts"
import type { RequestInput } from "../commands/request.ts"
import type { Language } from "../languages.ts"
import { readQuery } from "../readQuery.ts"
import { csharp } from "../requests/csharp.ts"
import { curl } from "../requests/curl.ts"
import { effect } from "../requests/effect.ts"
import { go } from "../requests/go.ts"
import { java } from "../requests/java.ts"
import { node } from "../requests/node.ts"
import type { Program } from "../requests/Program.ts"
import { php } from "../requests/php.ts"
import { powershell } from "../requests/powershell.ts"
import { python } from "../requests/python.ts"
import { ruby } from "../requests/ruby.ts"
import { readBaseUrl } from "../settings.ts"

const programs: Record<Language, Program> = { curl, python, go, node, ruby, csharp, php, java, powershell, effect }

/** Prints the program that makes the request; sends nothing, and reads no credentials. */
export const runRequest = Effect.fnUntraced(function* ({ as, baseUrl, ...input }: RequestInput) {
  const query = yield* readQuery(input)
  const url = yield* readBaseUrl(baseUrl)
  const request = yield* Effect.mapError(Effect.fromResult(describeRequest(url, query)), ({ message }) =>
    usageFailure(message, "correct the address"),
  )
  yield* Console.log(programs[as]({ ...request, baseUrl: url, query }).trimEnd())
})
