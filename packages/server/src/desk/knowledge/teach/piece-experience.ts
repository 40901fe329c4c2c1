import { createHash } from 'node:crypto';
import { type Experience, experience } from '@belay/contract/experience';
import type { Piece } from '../text/split-pieces.ts';
import type { Run } from './run.ts';

/** Where a piece was read: what a citation of it shows. */
export interface Source {
  /** of a site: the page's address; else empty */
  part: string;
  title: string;
  url?: string;
}

/** Bytes of one label (MAP-1). */
const longestLabel = 240;

/** A piece as an experience; the same piece of the same part is always the same one. */
export function pieceExperience(run: Run, source: Source, piece: Piece): Experience {
  return experience.parse({
    content: { kind: 'text', text: piece.text },
    context: {
      labels: [
        'desk:knowledge',
        label('title', source.title, 'cut'),
        label('url', source.url, 'whole'),
        label('heading', piece.heading, 'cut'),
      ].filter((each) => each !== undefined),
      observed_at: run.updated_at.toISOString(),
    },
    idempotency_key: `kno:${digestOf(run.id, source.part, pieceDigest(source, piece).toString('hex')).toString('base64url')}`,
    modality: run.kind === 'qa' ? 'qa' : 'document',
    scope: run.scope,
  });
}

/** What a piece is known by within its source. */
export const pieceDigest = (source: Source, piece: Piece) =>
  digestOf(source.title, source.url ?? '', piece.text);

function digestOf(...parts: string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/** An address is whole or not there: half a link leads nowhere. */
function label(name: string, value: string | undefined, long: 'cut' | 'whole'): string | undefined {
  if (value === undefined || value === '') return undefined;
  const text = `${name}:${value}`;
  const bytes = Buffer.from(text);
  if (bytes.length <= longestLabel) return text;
  if (long === 'whole') return undefined;
  // a character that was cut in two becomes U+FFFD
  return bytes
    .subarray(0, longestLabel)
    .toString()
    .replace(/\ufffd+$/, '');
}
