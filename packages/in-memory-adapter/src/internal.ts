// For measurements beside the adapter; not part of what it promises.
export { ThreadIndex } from "./ThreadIndex.ts"
