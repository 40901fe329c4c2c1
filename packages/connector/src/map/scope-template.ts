import { scopePattern } from '@belay/contract/experience';
import { digest } from './digest.ts';

const placeholders = ['channel', 'author', 'workspace', 'thread_ts'] as const;
export type Placeholder = (typeof placeholders)[number];

/** The segments' types and ids; an id has at most one placeholder. */
interface Segment {
  type: string;
  before: string;
  placeholder?: Placeholder;
  after: string;
}

/** A template that was checked when it was saved; rendering it never fails (MAP-9). */
export interface ScopeTemplate {
  source: string;
  uses: ReadonlySet<Placeholder>;
  segments: readonly Segment[];
}

/** Why a template is refused; the message says what to do. */
export class ScopeTemplateError extends Error {
  override readonly name = 'ScopeTemplateError';
}

const maxIdLength = 128;
/** marker + digest of a value that was cut; `+x` can't come from an encoded byte */
const cutTailLength = 28;

export function defaultTemplate(org: string): string {
  return `org:${org}/source:slack/channel:{channel}`;
}

/** Reads a template once. Throws `ScopeTemplateError` with a sentence for a person. */
export function parseScopeTemplate(source: string): ScopeTemplate {
  const segments = source.split('/').map((text) => parseSegment(source, text));
  const uses = new Set(segments.flatMap((s) => (s.placeholder ? [s.placeholder] : [])));
  const template = { source, uses, segments };
  const sample = renderScope(template, {
    channel: 'c',
    author: 'a',
    workspace: 'w',
    thread_ts: '1',
  });
  if (!scopePattern.test(sample))
    throw new ScopeTemplateError(
      `The scope template "${source}" is no scope: write type:id/type:id/…, for example ${defaultTemplate('acme')}.`,
    );
  return template;
}

/** A legal scope for any values; different values never give the same one. */
export function renderScope(template: ScopeTemplate, values: Record<Placeholder, string>): string {
  return template.segments
    .map(({ type, before, placeholder, after }) => {
      const room = maxIdLength - before.length - after.length;
      return `${type}:${before}${placeholder ? encodeValue(values[placeholder], room) : ''}${after}`;
    })
    .join('/');
}

/** True when messages of one channel can have different scopes. */
export function dependsOnMessage(template: ScopeTemplate): boolean {
  return template.uses.has('author') || template.uses.has('thread_ts');
}

/** `[A-Za-z0-9._@-]` stay, every other byte becomes `+HH`, nothing becomes `+z`. */
export function encodeValue(value: string, room = maxIdLength): string {
  const units = Array.from(new TextEncoder().encode(value), (byte) => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9._@-]/.test(char)
      ? char
      : `+${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  if (units.length === 0) return '+z';
  const whole = units.join('');
  if (whole.length <= room) return whole;
  let head = '';
  for (const unit of units) {
    if (head.length + unit.length > room - cutTailLength) break;
    head += unit;
  }
  return `${head}+x${digest(value, cutTailLength - 2)}`;
}

function parseSegment(source: string, text: string): Segment {
  const colon = text.indexOf(':');
  const type = colon < 0 ? text : text.slice(0, colon);
  const id = colon < 0 ? '' : text.slice(colon + 1);
  const found = [...id.matchAll(/\{([^{}]*)\}/g)];
  for (const [, name] of found)
    if (!placeholders.some((known) => known === name))
      throw new ScopeTemplateError(
        `The scope template has an unknown placeholder {${name}}: use {${placeholders.join('}, {')}}.`,
      );
  if (found.length > 1)
    throw new ScopeTemplateError(
      `"${text}" has two placeholders in one segment: give each its own, like channel:{channel}/author:{author}.`,
    );
  const match = found[0];
  const before = match ? id.slice(0, match.index) : id;
  const after = match ? id.slice(match.index + match[0].length) : '';
  if (/[{}]/.test(type + before + after))
    throw new ScopeTemplateError(
      `The scope template "${source}" has a stray brace: placeholders look like {channel} and stand after the colon.`,
    );
  if (before.length + after.length > maxIdLength - cutTailLength - 4)
    throw new ScopeTemplateError(`"${text}" is too long: leave room for the placeholder's value.`);
  const placeholder = placeholders.find((known) => known === match?.[1]);
  return placeholder ? { type, before, placeholder, after } : { type, before: id, after: '' };
}
