import type { CardMessage, Leaf } from './block.ts';
import type { CardLanguage, Redaction } from './card-model.ts';
import { bold, fallback, literal, oneLine, visible, words } from './literal.ts';
import { masked } from './mask.ts';
import { cardMessage, isWebLink, personMention, quote, rich, section } from './parts.ts';
import { filled } from './phrase.ts';
import { piecesOf } from './pieces-of.ts';
import { type Words, wordsOf } from './words/words.ts';

/** One message of the conversation, mirrored into the home thread. */
export interface ThreadLine {
  /** opaque, in the message's metadata */
  key: string;
  language: CardLanguage;
  redaction: Redaction;
  /** `note`: the team's own, from the dashboard; `system`: what happened, in our words */
  author: 'visitor' | 'agent' | 'operator' | 'note' | 'system';
  /** null: an anonymous visitor, or the role is enough */
  name: string | null;
  text: string;
  /** signed links of ours */
  files: readonly { name: string; url: string }[];
  isEdited: boolean;
  isRetracted: boolean;
  /** to the conversation, where the line is too long for Slack */
  link: string;
  /** somebody in Slack who is called: it is theirs to answer */
  mention?: string | null;
}

/** Of one post; longer ones go on in the next: see `linePieces`. */
const longest = 3500;

/** What a line says, in as many posts as it takes; masked first, so that no number is cut in two. */
export function linePieces(text: string, redaction: Redaction): string[] {
  return piecesOf(redaction === 'masked' ? masked(text) : text, longest);
}

/**
 * A line of the live mirror; drawn again after an edit or a retraction. Undefined where the channel
 * shows no transcript: such a channel is never home.
 */
export function threadLine(line: ThreadLine): CardMessage | undefined {
  if (line.redaction === 'no_transcript') return undefined;
  const say = wordsOf(line.language);
  const shown = line.redaction === 'masked' ? maskedLine(line) : line;
  const who = whoOf(shown, say);
  const named = shown.files.map(({ name }) => name).join(', ');
  const text = shown.isRetracted ? say.notes.retracted : fallback(shown.text || named, 300);
  return cardMessage(`${fallback(who, 80)}: ${text || '–'}`, rich(...bodyOf(shown, who, say)), {
    kind: 'belay_line',
    key: line.key,
  });
}

function bodyOf(line: ThreadLine, who: string, say: Words) {
  const marks = [
    ...(line.author === 'note' ? [say.notes.internal] : []),
    ...(line.isEdited && !line.isRetracted ? [say.notes.edited] : []),
  ];
  const head = section([
    [
      bold(who),
      ...(marks.length === 0 ? [] : [words(` · ${marks.join(' · ')}`)]),
      ...called(line.mention ?? ''),
    ],
  ]);
  if (line.isRetracted)
    return [head, quote([[{ type: 'text', text: say.notes.retracted, style: { italic: true } }]])];
  const whole = visible(line.text, Number.POSITIVE_INFINITY);
  const rest = whole.length > longest ? [linkLine(say.notes.history_rest, line.link)] : [];
  const said = whole === '' && line.files.length > 0 ? [] : [[literal(whole, longest)]];
  return [head, quote([...said, ...line.files.slice(0, 10).map(fileLine(say))]), ...rest.map(one)];
}

function called(userId: string): Leaf[] {
  if (personMention(userId) === '') return [];
  return [words(' · '), { type: 'user', user_id: userId }];
}

const one = (line: Leaf[]) => section([line]);

function fileLine(say: Words): (file: ThreadLine['files'][number]) => Leaf[] {
  return ({ name, url }) =>
    linkLine(filled(say.notes.file, { name: oneLine(name, 80) || '–' }), url);
}

function linkLine(text: string, url: string): Leaf[] {
  return [isWebLink(url) ? { type: 'link', url, text } : words(text)];
}

function whoOf({ author, name }: ThreadLine, say: Words): string {
  if (author === 'visitor') return oneLine(name ?? '', 80) || say.anonymous;
  const role = say.authors[author === 'note' ? 'operator' : author];
  return oneLine(name ?? '', 80) || role;
}

function maskedLine(line: ThreadLine): ThreadLine {
  return {
    ...line,
    name: line.name === null ? null : masked(line.name),
    text: masked(line.text),
    files: line.files.map((file) => ({ ...file, name: masked(file.name) })),
  };
}

/** Tells one person that a waiting conversation is meant for them; claims nothing. */
export function assignedLine(line: {
  key: string;
  language: CardLanguage;
  userId: string;
}): CardMessage {
  const say = wordsOf(line.language);
  const text = filled(say.reminder.assigned, { person: personMention(line.userId) });
  return cardMessage(text, [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }], {
    kind: 'belay_post',
    key: line.key,
  });
}
