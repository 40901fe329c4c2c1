import type { Draft } from '../client/chat-state.ts';

/** The sentences of a draft in their order, with the space between them that they came without. */
export function draftText({ parts }: Draft): string {
  return Object.keys(parts)
    .map(Number)
    .sort((a, b) => a - b)
    .map((n) => parts[n] ?? '')
    .reduce((text, part) => {
      const needsSpace = /[.!?:;,…\w)\]"']$/.test(text) && /^[\p{L}\p{N}("'[*`]/u.test(part);
      return text + (needsSpace ? ' ' : '') + part;
    }, '');
}
