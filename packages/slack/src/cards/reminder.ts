import type { Block, CardMessage } from './block.ts';
import { type ButtonValue, buttonValue } from './button-value.ts';
import type { CardLanguage } from './card-model.ts';
import { fallback } from './literal.ts';
import {
  actions,
  button,
  cardMessage,
  channelMention,
  groupMention,
  linkButton,
  mrkdwn,
} from './parts.ts';
import { filled } from './phrase.ts';
import { type Words, wordsOf } from './words/words.ts';

/** A step of the ladder that climbs while nobody takes an escalation (NTF-6). */
export interface Reminder {
  key: string;
  language: CardLanguage;
  step:
    | { kind: 'thread' }
    /** of a user group: the only thing of ours that rings */
    | { kind: 'mention'; groupId: string }
    /** in another channel; `from` is where the card stands */
    | { kind: 'channel'; from: string };
  /** working minutes since the escalation */
  minutes: number;
  link: string;
  made: ButtonValue;
  /** the reminder was under way when somebody came: it says so, and rings nobody */
  settled: { why: 'claimed'; name: string } | { why: 'closed' | 'returned' } | null;
}

export function reminder(given: Reminder): CardMessage {
  const say = wordsOf(given.language);
  const text = sentence(given, say);
  const blocks: Block[] = [
    { type: 'section', text: mrkdwn(text) },
    ...actions(
      given.settled
        ? []
        : [
            button('take', say.buttons.take, { value: buttonValue(given.made), style: 'primary' }),
            ...linkButton('open', say.buttons.open, given.link),
          ],
    ),
  ];
  return cardMessage(text, blocks, { kind: 'belay_post', key: given.key });
}

function sentence({ step, minutes, settled }: Reminder, say: Words): string {
  if (settled?.why === 'claimed')
    return filled(say.reminder.claimed, { name: fallback(settled.name, 80) });
  if (settled) return say.reminder[settled.why];
  const whole = Math.max(0, Math.round(minutes));
  switch (step.kind) {
    case 'thread':
      return filled(say.reminder.thread, { minutes: whole });
    case 'mention':
      return filled(say.reminder.mention, { minutes: whole, group: groupMention(step.groupId) });
    case 'channel':
      return filled(say.reminder.channel, { minutes: whole, channel: channelMention(step.from) });
  }
}
