import type { CustomerThread } from "../CustomerThread.ts"
import type { LawReport } from "./checkLaw.ts"

const describeThread = (thread: CustomerThread): string =>
  [
    `id ${thread.id}`,
    thread.departmentUuid,
    thread.customerUuid,
    thread.userUuid ?? "no assignee",
    thread.archived ? "archived" : "not archived",
    thread.closed ? "closed" : "open",
    `message ${thread.lastMessageOn?.epochMilliseconds ?? "missing"}`,
    `delegation ${thread.lastDelegationOn?.epochMilliseconds ?? "missing"}`,
  ].join(", ")

/** Describes a report in a few lines of text: the law, the smallest case that breaks it, and how to check it again. */
export const describeReport = ({ counterexample, decided, law, runs }: LawReport): string => {
  if (counterexample === undefined) return `${law.name}: holds in ${runs} cases, ${decided} of which decided it`
  const { because, exchanges, offenders, query, replay, threads } = counterexample
  return [
    `${law.name} (${law.source}) is broken: ${because}`,
    `  the law: ${law.statement}`,
    `  query: ${JSON.stringify(query)}`,
    ...threads.map((thread) => `  holds: ${describeThread(thread)}`),
    ...exchanges.map(
      (exchange) => `  query ${JSON.stringify(exchange.query)}, listed [${exchange.threads.join(", ")}]`,
    ),
    ...(offenders.length === 0 ? [] : [`  threads concerned: ${offenders.join(", ")}`]),
    `  again: replay ${JSON.stringify(replay)}`,
  ].join("\n")
}
