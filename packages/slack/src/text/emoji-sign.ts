import { nameToEmoji } from 'gemoji';
import { text, whole } from '../parse/fields.ts';

/** `:skin-tone-2:` and up. */
const tones = ['🏻', '🏼', '🏽', '🏾', '🏿'];

/** Names of Slack's that the library knows under others. */
const others: Readonly<Record<string, string>> = {
  simple_smile: '🙂',
  slightly_smiling_face: '🙂',
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  thinking_face: '🤔',
  face_with_rolling_eyes: '🙄',
  hugging_face: '🤗',
  face_palm: '🤦',
  man_climbing: '🧗‍♂️',
};

/**
 * An emoji of Slack's as the sign itself: by the code points that a `rich_text` leaf carries, else
 * by its name. Undefined for a workspace's own, which nobody else has.
 */
export function emojiSign(
  name: string,
  more: { unicode?: unknown; skinTone?: unknown } = {},
): string | undefined {
  const points = text(more.unicode);
  if (points !== undefined && /^[0-9a-f]{2,6}(-[0-9a-f]{2,6}){0,15}$/i.test(points)) {
    const codes = points.split('-').map((point) => Number.parseInt(point, 16));
    if (codes.every((code) => code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)))
      return String.fromCodePoint(...codes);
  }
  const [bare = '', tone] = name.split('::skin-tone-');
  const sign = Object.hasOwn(others, bare)
    ? others[bare]
    : Object.hasOwn(nameToEmoji, bare)
      ? nameToEmoji[bare]
      : undefined;
  if (sign === undefined) return undefined;
  const toned = tones[(whole(tone) ?? whole(more.skinTone) ?? 0) - 2];
  return toned === undefined ? sign : withTone(sign, toned);
}

/** A tone takes the place of the sign that asks for the drawn form, and stands before joined parts. */
function withTone(sign: string, tone: string): string {
  const [first = '', ...rest] = [...sign];
  return first + tone + rest.filter((part) => part !== '\ufe0f' || rest.length > 1).join('');
}
