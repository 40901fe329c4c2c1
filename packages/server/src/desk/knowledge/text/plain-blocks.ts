import type { Block } from './block.ts';
import { tidyLines } from './tidy.ts';

/** Paragraphs: what empty lines part. */
export function plainBlocks(text: string): Block[] {
  return text
    .split(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*/)
    .map(tidyLines)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({ kind: 'text', text: paragraph }));
}
