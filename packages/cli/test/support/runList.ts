import { Effect } from "effect"
import { canaries, type Options, run } from "./inProcess.ts"
import { type Respond, recordedHttp, threadList } from "./recordedHttp.ts"

/** The flags that `threads list` needs. */
export const ids = ["--department", "d", "--customer", "c"]

/** A thread with the fields that every thread has, and one with all fields but a dealer. */
export const one = { id: 7, archived: false, closed: false, departmentUuid: "d", customerUuid: "c" }
export const two = {
  ...one,
  id: -8,
  closed: true,
  archived: true,
  userUuid: 'ann "the" smith, jr',
  lastMessageOn: "2025-03-28T11:34:43.272Z",
  lastDelegationOn: 1_743_161_683_272,
  isWaitingForResponse: true,
}

/** Runs `threads list` with the canaries against a service. Default response: no threads. */
export const runList = Effect.fnUntraced(function* (
  args: ReadonlyArray<string>,
  options: Omit<Options, "http"> & { readonly respond?: Respond } = {},
) {
  const { respond = () => threadList([]), ...rest } = options
  const { layer, requests } = recordedHttp(respond)
  const ended = yield* run(["list", ...args], { ...rest, env: { ...canaries, ...options.env }, http: layer })
  return { ...ended, requests }
})

/** Runs `threads list` for these threads, which may have any identifiers. */
export const printed = (
  threads: ReadonlyArray<unknown>,
  args: ReadonlyArray<string> = [],
  options: Omit<Options, "http"> = {},
) =>
  runList([...ids, ...args], {
    ...options,
    env: { THREADS_CHECK_RESPONSES: "false", ...options.env },
    respond: () => threadList(threads),
  })
