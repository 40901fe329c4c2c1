import type { Block, CardMessage } from './block.ts';
import { type ButtonValue, buttonValue } from './button-value.ts';
import type { CardLanguage } from './card-model.ts';
import { fallback, oneLine } from './literal.ts';
import { actions, button, cardMessage, context, linkButton, mrkdwn } from './parts.ts';
import { filled } from './phrase.ts';
import { wordsOf } from './words/words.ts';

/** What the author of a held line may do with it. */
export type HeldChoice = 'send' | 'keep' | 'take_send' | 'send_leave' | 'steal' | 'reopen_send';

/** Why a line was not sent. */
export type HeldReason =
  | 'agent'
  | 'waiting'
  | 'closed'
  | 'other_owner'
  | 'other_thread'
  | 'broadcast'
  | 'mentions'
  | 'permalink'
  | 'secret'
  | 'emoji_only'
  | 'old'
  | 'before_claim'
  | 'refused_file';

/** An ephemeral to the author of a line. Its words stand above it and are not repeated. */
export interface HeldPrompt {
  language: CardLanguage;
  reason: HeldReason;
  choices: readonly HeldChoice[];
  /** the conversation as it was, and the held line: each press checks again */
  made: ButtonValue;
  /** who has the conversation, where that is the reason */
  owner: string | null;
  /** to the conversation */
  link: string;
}

/** Why a line was not sent, for whoever reads it elsewhere. */
export function heldSentence(
  language: CardLanguage,
  reason: HeldReason,
  owner: string | null,
): string {
  const say = wordsOf(language);
  return filled(say.held[reason], { name: oneLine(owner ?? '', 80) || say.authors.operator });
}

const leading: ReadonlySet<HeldChoice> = new Set(['send', 'take_send', 'reopen_send']);

export function heldPrompt(prompt: HeldPrompt): CardMessage {
  const say = wordsOf(prompt.language);
  const name = fallback(prompt.owner ?? say.authors.operator, 80);
  const text = filled(say.held[prompt.reason], { name });
  const value = buttonValue(prompt.made);
  const buttons = prompt.choices.map((choice) =>
    button(
      choice,
      filled(say.buttons[choice], { name: onButton(prompt.owner ?? say.authors.operator) }),
      leading.has(choice) ? { value, style: 'primary' } : { value },
    ),
  );
  const blocks: Block[] = [
    { type: 'section', text: mrkdwn(text) },
    ...actions([...buttons, ...linkButton('open', say.buttons.open, prompt.link)]),
    ...context([say.held.not_seen]),
  ];
  return cardMessage(text, blocks);
}

/** Buttons hold plain text: nothing in a name may look like a mention there. */
function onButton(name: string): string {
  return oneLine(name.replaceAll(/[<>&@#]/g, ''), 30);
}

/** To somebody that Belay doesn't know: a one-time address that links them, if they may be. */
export function linkMePrompt(given: { language: CardLanguage; url: string | null }): CardMessage {
  const say = wordsOf(given.language);
  const blocks: Block[] = [
    { type: 'section', text: mrkdwn(say.held.unlinked) },
    ...actions(given.url === null ? [] : linkButton('link_me', say.buttons.link_me, given.url)),
  ];
  return cardMessage(say.held.unlinked, blocks);
}

/** What takes a prompt's place once it was answered, or told privately to who lost a race (TKO-1). */
export function promptAnswer(given: {
  language: CardLanguage;
  what:
    | { kind: 'sent' | 'kept' }
    | { kind: 'lost'; name: string }
    | { kind: 'refused'; why: string };
}): CardMessage {
  const say = wordsOf(given.language);
  const { what } = given;
  const text =
    what.kind === 'lost'
      ? filled(say.held.lost, { name: fallback(what.name, 80) })
      : what.kind === 'refused'
        ? filled(say.command.refused, { why: fallback(what.why, 500) })
        : say.held[what.kind];
  return cardMessage(text, [{ type: 'section', text: mrkdwn(text) }]);
}
