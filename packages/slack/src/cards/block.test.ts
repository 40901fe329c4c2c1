import type { ChatPostMessageArguments } from '@slack/web-api';
import { expect, test } from 'vitest';
import type { Block } from './block.ts';
import { rootCard } from './root-card.ts';
import { sampleCard } from './testing/sample-card.ts';

type Blocks = Extract<ChatPostMessageArguments, { blocks: unknown[] }>['blocks'];
/** Slack's own types of the blocks that we make; its catch-all `Block` left out. */
type Published = Extract<Blocks[number], { type: Block['type'] }>;

/** Compiles only while our narrower types are a part of Slack's. */
const published = (block: Block): Published => block;

test('[SBX-1] our blocks are blocks of Slack’s own types', () => {
  const { blocks } = rootCard(sampleCard());
  expect(blocks.map(published)).toEqual(blocks);
});
