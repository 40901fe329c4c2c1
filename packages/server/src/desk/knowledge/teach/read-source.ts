import type { Context } from '../../../context.ts';
import { readDocument } from '../documents/read-document.ts';
import { KnowledgeTrouble } from '../knowledge-trouble.ts';
import { type Block, type ReadText, visibleLength } from '../text/block.ts';
import { markdownBlocks } from '../text/markdown-blocks.ts';
import type { Run } from './run.ts';

/** Fewer visible characters than this are no text: marks of a scanner, a page number. */
const leastText = 12;

/** The text of a source that isn't a site. Throws a `KnowledgeTrouble` with what to do. */
export async function readSource(ctx: Context, run: Run, signal: AbortSignal): Promise<ReadText> {
  const { given } = run;
  switch (given.kind) {
    case 'text':
      return { title: given.title, blocks: writtenBlocks(given.text) };
    case 'qa':
      return { title: given.question, blocks: writtenBlocks(given.answer) };
    case 'document': {
      const bytes = await uploaded(ctx, run);
      const read = await readDocument(bytes, given.format, signal);
      if (visibleLength(read.blocks) < leastText)
        throw new KnowledgeTrouble(
          'No text was found in it: it may hold pictures of pages only. Run text recognition (OCR) over it, then upload that copy.',
        );
      return { ...read, title: read.title ?? given.name.replace(/\.[a-z0-9]{1,8}$/i, '') };
    }
    case 'site':
      throw new Error('a site is read page by page');
  }
}

function writtenBlocks(text: string): Block[] {
  const blocks = markdownBlocks(text);
  if (blocks.length > 0) return blocks;
  throw new KnowledgeTrouble('There is no text in it. Write something below its title.');
}

async function uploaded(ctx: Context, { tenant, id }: Run): Promise<Buffer> {
  const { rows } = await ctx.pool.query<{ bytes: Buffer }>(
    'select bytes from knowledge_upload where tenant = $1 and knowledge = $2',
    [tenant, id],
  );
  if (!rows[0]) throw new KnowledgeTrouble('The file is no longer here. Upload it again.');
  return rows[0].bytes;
}
