import type { Experience } from '@belay/contract/experience';
import { searchable } from './japanese-pairs.ts';

/** More words than this would not fit a tsvector (1 MiB); what is cut is still stored and listed. */
const longest = 400_000;

/** The words of an envelope that recall searches. */
export function indexText(envelope: Experience): string {
  const { content } = envelope;
  const text = (() => {
    switch (content.kind) {
      case 'message':
      case 'text':
        return content.text;
      case 'blob_ref':
        return content.transcript ?? '';
      case 'json':
        return leaves(content.data).join('\n');
      case 'triple': {
        const { subject, predicate, object } = content.triple;
        return [subject, predicate, object].flatMap(leaves).join(' ');
      }
    }
  })();
  // PostgreSQL's text holds no NUL
  return searchable(text.slice(0, longest).replaceAll('\u0000', ' ')).slice(0, longest);
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (value && typeof value === 'object')
    return Object.entries(value).flatMap(([key, member]) => [key, ...leaves(member)]);
  return [];
}
