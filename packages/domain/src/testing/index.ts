export {
  type CheckOptions,
  type Counterexample,
  checkLaw,
  type Exchange,
  type Holding,
  type Judgement,
  judge,
  type LawReport,
} from "./checkLaw.ts"
export { describeReport } from "./describeReport.ts"
export { expectedThreads } from "./expectedThreads.ts"
export { aCase, type Case, query, thread, threads } from "./generators.ts"
export { type Law, type LawSession, type Standing, type Verdict, vary } from "./Law.ts"
export { laws } from "./laws.ts"
export * as ThreadRepositoryTest from "./ThreadRepositoryTest.ts"
export { ThreadWriter } from "./ThreadWriter.ts"
export { type Verification, verifiableLaws, verify } from "./verify.ts"
