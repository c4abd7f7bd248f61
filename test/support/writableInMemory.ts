import type { CustomerThread } from "@customer-threads/domain"
import { ThreadWriter } from "@customer-threads/domain/testing"
import { InMemoryThreadRepository, ThreadStore } from "@customer-threads/in-memory-adapter"
import { Effect, Layer } from "effect"

/** The in-memory repository, with its store as the way to write that the laws about writes need. */
export const writableInMemory = (threads: ReadonlyArray<CustomerThread>) =>
  Layer.effect(
    ThreadWriter,
    Effect.map(ThreadStore, ({ upsert }) => ThreadWriter.of({ upsert })),
  ).pipe(Layer.provideMerge(InMemoryThreadRepository.layer(threads)))
