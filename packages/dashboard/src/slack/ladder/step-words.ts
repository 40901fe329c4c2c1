import type { LadderStep } from '@belay/contract/desk/slack-settings';

export const stepKinds = ['remind', 'mention', 'channel', 'mail'] as const;

/** What each kind of step does. */
export const stepWords: Record<LadderStep['do'], { title: string; text: string }> = {
  remind: { title: 'Remind in the thread', text: 'One more line below the card.' },
  mention: { title: 'Mention a user group', text: 'The line below the card calls a group.' },
  channel: {
    title: 'Post to another channel',
    text: 'The card appears there too, with Take Over.',
  },
  mail: { title: 'Send an e-mail', text: 'For when nobody looks at Slack.' },
};

/** A step of another kind at the same moment: what the former kind needed is asked anew. */
export function stepOf(kind: LadderStep['do'], after_minutes: number): LadderStep {
  switch (kind) {
    case 'remind':
      return { do: 'remind', after_minutes };
    case 'mention':
      return { do: 'mention', after_minutes, user_group: '' };
    case 'channel':
      return { do: 'channel', after_minutes, channel: '' };
    case 'mail':
      return { do: 'mail', after_minutes, to: [] };
  }
}

/** One more step at the end: some time after the last. */
export function nextStep(ladder: readonly LadderStep[]): LadderStep {
  const last = ladder.at(-1)?.after_minutes ?? 0;
  return { do: 'remind', after_minutes: Math.min(10_080, last + (last < 30 ? 10 : 30)) };
}

/** Of more minutes than people read as such: `1 h 30 min`. */
export function minutesWords(minutes: number): string | undefined {
  if (!Number.isInteger(minutes) || minutes < 60) return undefined;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ''}`;
}
