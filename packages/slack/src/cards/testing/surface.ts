import { expect } from 'vitest';
import type { Block, Leaf } from '../block.ts';
import type { ButtonValue } from '../button-value.ts';
import type { CardLanguage } from '../card-model.ts';
import { blockKitFaults } from './block-kit-faults.ts';

export const languages: readonly CardLanguage[] = ['en', 'de', 'es', 'ja'];
export const made: ButtonValue = {
  conversation: 'cnv_0192',
  epoch: 3,
  claim: 'clm_7',
  line: 'hld_1',
};
export const link = 'https://belay.example/app/inbox/cnv_0192';
/** What nobody may be able to say in our name. */
export const hostile = '<!channel> @here <@U012ABC> https://evil.example|x';

/** A message or view that Slack takes. */
export function fit<T extends { blocks: Block[] }>(view: T): T {
  expect(blockKitFaults(view)).toEqual([]);
  return view;
}

export function leavesOf({ blocks }: { blocks: readonly Block[] }): Leaf[] {
  return blocks.flatMap((block) =>
    block.type === 'rich_text' ? block.elements.flatMap(({ elements }) => elements) : [],
  );
}

/** No mrkdwn and no plain text of this holds what a stranger could have typed. */
export function expectHarmless(message: { text?: string; blocks: readonly Block[] }) {
  for (const block of message.blocks)
    if (block.type !== 'rich_text')
      expect(JSON.stringify(block)).not.toMatch(/<!channel|<@|@here|:\/\/evil/);
  expect(message.text ?? '').not.toMatch(/<!channel|<@U012|@here|:\/\/evil/);
}
