/** What one check found: a line with its verdict, a sentence and the next step. */
export interface Finding {
  /** what was looked at, e.g. `slack token` or `channels:history` */
  check: string;
  verdict: 'ok' | 'warn' | 'fail';
  /** a sentence for a person */
  message: string;
  /** what to do about it */
  next?: string;
  /** a warning after which something is missing from the memory (exit code 4) */
  costsData?: true;
  /** a failure that only a new sign-in mends (exit code 3) */
  isSignIn?: true;
  /** figures and names for --json */
  details?: Record<string, unknown>;
}

/** The parts of a check-up, as they are shown. */
export type Area = 'settings' | 'slack' | 'memory' | 'state';

export interface AreaFindings {
  area: Area;
  findings: Finding[];
}
