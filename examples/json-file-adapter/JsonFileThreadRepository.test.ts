import type { CustomerThread } from "@customer-threads/domain"
import { suite } from "@customer-threads/domain/testing/vitest"
import { encodeThread } from "@customer-threads/http-api"
import { NodeFileSystem } from "@effect/platform-node"
import { Effect, FileSystem, Layer } from "effect"
import * as JsonFileThreadRepository from "./JsonFileThreadRepository.ts"

const holding = (threads: ReadonlyArray<CustomerThread>) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const file = yield* files.makeTempFileScoped()
      yield* files.writeFileString(file, JSON.stringify(threads.map(encodeThread)))
      return JsonFileThreadRepository.layer(file)
    }),
  ).pipe(Layer.provide(NodeFileSystem.layer))

suite("a repository over a JSON file", holding, { readOnly: true })
