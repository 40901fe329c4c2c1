import type { Block, CardMessage } from './block.ts';
import { cardButtons } from './card-buttons.ts';
import { cardFacts, eventFacts, stateText, visitorName } from './card-facts.ts';
import type { CardModel } from './card-model.ts';
import { erasedPost } from './erased-post.ts';
import { bold, fallback } from './literal.ts';
import {
  actions,
  cardMessage,
  channelMention,
  context,
  groupMention,
  header,
  mrkdwn,
  quote,
  rich,
  section,
} from './parts.ts';
import { filled } from './phrase.ts';
import { redactCard } from './redact-card.ts';
import { saidBy, saidText } from './said.ts';
import { type Words, wordsOf } from './words/words.ts';

const shownWords = 5;
const shownCharacters = 300;

/**
 * The root card of a conversation in one channel, drawn from how things stand (NTF-2): the same
 * model gives the same card, so that a redraw after any crash is right.
 */
export function rootCard(given: CardModel): CardMessage {
  const model = redactCard(given);
  const say = wordsOf(model.language);
  const title = titleOf(model, say);
  const blocks = [
    header(title),
    ...called(model),
    ...rich(section(cardFacts(model))),
    ...details(model, say),
    ...transcript(model, say),
    ...actions(cardButtons(model)),
    ...context(notes(model, say)),
  ];
  return cardMessage(notice(model, title), blocks, { kind: 'belay_card', key: model.key });
}

/**
 * A later event, for the thread under the root: what happened, and Take Over where a person is
 * wanted. `key` is the post's own.
 */
export function eventPost(given: CardModel, key: string): CardMessage {
  const model = redactCard(given);
  const say = wordsOf(model.language);
  const title = titleOf(model, say);
  const isErased = model.state.kind === 'erased';
  const wanted = model.events.some(({ kind }) => kind === 'escalation');
  const buttons = cardButtons(model).filter(
    ({ action_id }) => wanted || action_id === 'belay_open',
  );
  const blocks = [
    header(title),
    ...called(model),
    ...(isErased ? rich(section(cardFacts(model))) : details(model, say)),
    ...actions(buttons),
    ...context(model.remark === null ? [] : [say.remarks[model.remark]]),
  ];
  return cardMessage(notice(model, title), blocks, { kind: 'belay_post', key });
}

/** For the thread under the root: whoever wrote here before writes again. `key` is the post's own. */
export function backPost(given: CardModel, key: string): CardMessage {
  const model = redactCard(given);
  const say = wordsOf(model.language);
  if (model.state.kind === 'erased')
    return erasedPost({ language: model.language, kind: 'belay_post', key });
  const blocks = [...rich(section([[bold(say.remarks.is_back)]])), ...actions(cardButtons(model))];
  return cardMessage(notice(model, say.remarks.is_back), blocks, { kind: 'belay_post', key });
}

/** Events of one commit are one card that names them all. */
function titleOf(model: CardModel, say: Words): string {
  if (model.state.kind === 'erased') return say.confirms.erased;
  return [...new Set(model.events.map(({ kind }) => say.events[kind]))].join(' · ');
}

/** Slack rings when it is posted; drawn again it rings nobody. */
function called({ state, mention = null, events }: CardModel): Block[] {
  const waits = state.kind === 'waiting' && events.some(({ kind }) => kind === 'escalation');
  const group = waits && mention !== null ? groupMention(mention) : '';
  return group === '' ? [] : [{ type: 'section', text: mrkdwn(group) }];
}

function notice(model: CardModel, title: string): string {
  if (model.state.kind === 'erased') return title;
  const state = model.state.kind === 'agent' ? [] : [fallback(stateText(model))];
  return [title, fallback(visitorName(model), 80), fallback(model.agent, 80), ...state].join(' · ');
}

function details(model: CardModel, say: Words): Block[] {
  if (model.state.kind === 'erased') return [];
  // several events: each under its name
  const named = model.events.length > 1;
  const lines = model.events.flatMap((event) => [
    ...(named ? [[bold(say.events[event.kind])]] : []),
    ...eventFacts(event, say),
  ]);
  return lines.length === 0 ? [] : rich(section(lines));
}

function transcript(model: CardModel, say: Words): Block[] {
  const newest = model.words.slice(-shownWords);
  if (newest.length === 0) return [];
  const parts = newest.flatMap((word) => [
    section([saidBy(word, say)]),
    quote(saidText(word, shownCharacters, say)),
  ]);
  const title = section([[bold(say.labels.last_messages)]]);
  return rich(title, ...parts);
}

function notes(model: CardModel, say: Words): string[] {
  const { state, place, redaction } = model;
  if (state.kind === 'erased') return [];
  const isOpen = state.kind === 'human' || state.kind === 'waiting';
  const said = [
    model.remark === null ? '' : say.remarks[model.remark],
    model.isMuted ? say.notes.muted : '',
    place.kind === 'copy' && isOpen
      ? filled(say.notes.continues, { channel: channelMention(place.home) })
      : '',
    redaction === 'no_transcript' ? say.notes.no_transcript : '',
    redaction === 'masked' ? say.notes.masked : '',
  ];
  const replies = !model.hearsReplies
    ? say.notes.no_replies
    : place.kind === 'home' && state.kind === 'human' && !model.isMuted
      ? say.notes.reply_here
      : '';
  return [...said, replies].filter((note) => note !== '');
}
