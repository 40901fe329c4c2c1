/** How often endpoints failed lately, so that a broken one isn't asked by every visitor (DSK-3). */
export interface ModelHealth {
  /** false: too many failures; the built-in answerer speaks */
  mayAsk(url: string): boolean;
  failed(url: string): void;
  answered(url: string): void;
}

const mostFailures = 5;
const withinMs = 60_000;
/** Then one turn tries again. */
const restMs = 60_000;

/** Of this process: each finds out for itself, at the price of five turns. */
export function createModelHealth(now: () => number): ModelHealth {
  const failures = new Map<string, number[]>();
  const restsUntil = new Map<string, number>();
  return {
    mayAsk: (url) => (restsUntil.get(url) ?? 0) <= now(),
    failed(url) {
      const recent = (failures.get(url) ?? []).filter((at) => at > now() - withinMs);
      recent.push(now());
      failures.set(url, recent);
      if (recent.length >= mostFailures) restsUntil.set(url, now() + restMs);
    },
    answered(url) {
      failures.delete(url);
      restsUntil.delete(url);
    },
  };
}
