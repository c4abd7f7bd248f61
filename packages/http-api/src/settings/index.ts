export { type Credentials, checkCredentials, InvalidCredentials, Password, Username } from "./Credentials.ts"
export {
  type DurationInput,
  durationBetween,
  expecting,
  formatDuration,
  isLoopback,
  isLoopbackAddress,
  wholeNumber,
} from "./values.ts"
