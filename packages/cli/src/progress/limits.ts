import type { SlackWorkspace } from '@belay/slack/client/slack-workspace';

/** Slack's limits at this moment, as far as a person wants to see them. */
export interface Limits {
  /** one request of 15 messages a minute */
  isClamped: boolean;
  methods: Record<string, MethodLimits>;
}

interface MethodLimits {
  /** made so far by this process */
  requests: number;
  /** undefined without a limit */
  perMinute?: number;
  /** what is left of this minute */
  left?: number;
}

/** The limits of a live workspace. */
export function limitsOf(workspace: Pick<SlackWorkspace, 'plan' | 'usage'>): Limits {
  const { clamped, methods } = workspace.plan();
  const usage = workspace.usage();
  return {
    isClamped: clamped,
    methods: Object.fromEntries(
      Object.entries(methods).map(([method, { perMinute, left }]) => [
        method,
        {
          requests: usage[method]?.requests ?? 0,
          ...(perMinute === undefined ? {} : { perMinute }),
          ...(left === undefined ? {} : { left }),
        },
      ]),
    ),
  };
}

const shown = [
  ['history', 'conversations.history'],
  ['replies', 'conversations.replies'],
] as const;

/** `left this minute: 38 of 50 history, 12 of 50 replies`; undefined without limits. */
export function limitsInWords({ isClamped, methods }: Limits): string | undefined {
  if (isClamped) return 'Slack allows 1 request of 15 messages a minute';
  const parts = shown.flatMap(([name, method]) => {
    const { perMinute, left } = methods[method] ?? {};
    return perMinute === undefined || left === undefined ? [] : [`${left} of ${perMinute} ${name}`];
  });
  return parts.length > 0 ? `requests left this minute: ${parts.join(', ')}` : undefined;
}
