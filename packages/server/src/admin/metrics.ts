import { Counter, Histogram, Registry } from 'prom-client';

/** The counters of one server; a registry of its own, so that tests can run several. */
export interface Metrics {
  registry: Registry;
  experiences: Counter<'outcome'>;
  recalls: Counter;
  forgotten: Counter;
  requests: Histogram<'method' | 'route' | 'status'>;
  slackPosts: Counter<'outcome'>;
  slackPostSeconds: Histogram;
  slackRedraws: Counter;
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
    slackPosts: new Counter({
      name: 'belay_slack_posts_total',
      help: 'tries to post in Slack by outcome: posted, retried, unknown, repeated, parked',
      labelNames: ['outcome'],
      registers,
    }),
    slackPostSeconds: new Histogram({
      name: 'belay_slack_post_seconds',
      help: 'seconds from the row of a post to Slack’s answer',
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000],
      registers,
    }),
    slackRedraws: new Counter({
      name: 'belay_slack_redraws_total',
      help: 'messages in Slack that were drawn anew',
      registers,
    }),
  };
}
