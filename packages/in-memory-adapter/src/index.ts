export type { ForkedStore } from "./InMemoryThreadRepository.ts"
export * as InMemoryThreadRepository from "./InMemoryThreadRepository.ts"
export { ThreadNotFound, ThreadStore } from "./ThreadStore.ts"
