export * as UndiciThreadRepository from "./UndiciThreadRepository.ts"
