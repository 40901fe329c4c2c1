/** How often endpoints (`ModelEndpoint.health`) failed lately, so that a broken one isn't asked by every visitor (DSK-3). */
export interface ModelHealth {
  /** false: too many failures; the built-in answerer speaks */
  mayAsk(endpoint: string): boolean;
  failed(endpoint: string): void;
  answered(endpoint: string): void;
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
    mayAsk: (endpoint) => (restsUntil.get(endpoint) ?? 0) <= now(),
    failed(endpoint) {
      const recent = (failures.get(endpoint) ?? []).filter((at) => at > now() - withinMs);
      recent.push(now());
      failures.set(endpoint, recent);
      if (recent.length >= mostFailures) restsUntil.set(endpoint, now() + restMs);
    },
    answered(endpoint) {
      failures.delete(endpoint);
      restsUntil.delete(endpoint);
    },
  };
}
