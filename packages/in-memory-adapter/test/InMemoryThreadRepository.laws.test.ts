import { suite } from "@customer-threads/domain/testing/vitest"
import { writableInMemory } from "../../../test/support/writableInMemory.ts"

suite("the in-memory repository", writableInMemory, { runs: Number(process.env.LAW_RUNS ?? 300) })
