// Loaded as one: every part that is loaded apart cuts what it shares with the others into further files, and each of
// them is one more to open when the program starts.
export { readPasswordStdin } from "./credentials/readPasswordStdin.ts"
export { readStored } from "./credentials/readStored.ts"
export { readProfile } from "./profiles/readProfile.ts"
