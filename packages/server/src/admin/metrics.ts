import { Counter, Histogram, Registry } from 'prom-client';

/** The counters of one server; a registry of its own, so that tests can run several. */
export interface Metrics {
  registry: Registry;
  experiences: Counter<'outcome'>;
  recalls: Counter;
  forgotten: Counter;
  requests: Histogram<'method' | 'route' | 'status'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    experiences: new Counter({
      name: 'cortex_experience_total',
      help: 'answered writes by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    recalls: new Counter({ name: 'cortex_recall_total', help: 'answered recalls', registers }),
    forgotten: new Counter({ name: 'cortex_forget_total', help: 'events forgotten', registers }),
    requests: new Histogram({
      name: 'cortex_request_seconds',
      help: 'seconds from request to answer, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
      registers,
    }),
  };
}
