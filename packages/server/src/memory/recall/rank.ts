import type { Candidate } from './find-candidates.ts';

export interface Ranked {
  id: string;
  score: number;
}

/** Half of a match's weight is gone after this time: a tie is won by the newer one, no more. */
const halfLifeMs = 90 * 86_400_000;
const recencyWeight = 0.25;
/** What a message lends to its parent and its replies. */
const neighbourShare = 0.4;

/**
 * Relevance, lifted a little by recency, plus a share of the best neighbour in the thread. Pure.
 * `neighbours` are pairs [reply, parent], among candidates or beyond.
 */
export function rank(
  candidates: Candidate[],
  neighbours: [string, string][],
  nowMs: number,
): Ranked[] {
  const best = Math.max(...candidates.map((candidate) => candidate.relevance), 1e-9);
  const scores = new Map<string, number>();
  for (const { id, relevance, observedAt } of candidates) {
    const age = Math.max(0, nowMs - observedAt.getTime());
    const recency = 0.5 ** (age / halfLifeMs);
    scores.set(id, relevance / best + recencyWeight * recency);
  }
  const lent = new Map<string, number>();
  for (const [reply, parent] of neighbours)
    for (const [from, to] of [
      [reply, parent],
      [parent, reply],
    ] as const) {
      const share = neighbourShare * (scores.get(from) ?? 0);
      lent.set(to, Math.max(lent.get(to) ?? 0, share));
    }
  for (const [id, share] of lent) scores.set(id, (scores.get(id) ?? 0) + share);
  return [...scores]
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1));
}
