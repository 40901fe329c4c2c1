/** A part of an export that was left out; the rest goes on. */
export interface Problem {
  /** inside the ZIP, as it is named there */
  path: string;
  /** a sentence's worth for a person */
  reason: string;
}

export type Report = (problem: Problem) => void;
