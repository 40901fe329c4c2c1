/** Exit codes (CLI-5): what a script may rely on. */
export const exitCode = {
  done: 0,
  failed: 1,
  usage: 2,
  /** not signed in, or the sign-in has ended */
  signIn: 3,
  /** the rest is done; what is missing was named */
  partial: 4,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
