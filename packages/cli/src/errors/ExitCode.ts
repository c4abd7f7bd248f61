/** What the program's exit codes mean. */
export const ExitCode = {
  done: 0,
  defect: 1,
  usage: 2,
  credentials: 3,
  refused: 4,
  unavailable: 5,
  malformed: 6,
  interrupted: 130,
} as const
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]
