import { describeRequest } from "@customer-threads/http-adapter"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { readQuery } from "../../flags/query.ts"
import { readBaseUrl } from "../../flags/service.ts"
import type { RequestInput } from "./flags.ts"
import type { Language } from "./languages.ts"
import { csharp } from "./templates/csharp.ts"
import { curl } from "./templates/curl.ts"
import { effect } from "./templates/effect.ts"
import { go } from "./templates/go.ts"
import { java } from "./templates/java.ts"
import { node } from "./templates/node.ts"
import { php } from "./templates/php.ts"
import { powershell } from "./templates/powershell.ts"
import { python } from "./templates/python.ts"
import { ruby } from "./templates/ruby.ts"
import type { Program } from "./templates/template.ts"

const programs: Record<Language, Program> = { curl, python, go, node, ruby, csharp, php, java, powershell, effect }

/** Prints the program that makes the request; sends nothing, and reads no credentials. */
export const runRequest = Effect.fnUntraced(function* ({ as, baseUrl, ...input }: RequestInput) {
  const query = yield* readQuery(input)
  const url = yield* readBaseUrl(baseUrl)
  // The address was validated when it was read.
  const request = yield* Effect.orDie(Effect.fromResult(describeRequest(url, query)))
  yield* Console.log(programs[as]({ ...request, baseUrl: url, query }).trimEnd())
})
