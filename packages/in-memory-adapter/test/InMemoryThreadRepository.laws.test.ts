import { suite } from "@customer-threads/domain/testing/vitest"
import { InMemoryThreadRepository } from "@customer-threads/in-memory-adapter"

suite("the in-memory repository", InMemoryThreadRepository.layer, { runs: 300 })
