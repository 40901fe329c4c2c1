import { expect, test } from 'vitest';
import { Live } from './live.ts';

test('[DSK-2] what a stream that begins anew may have missed is read again in every tab', async () => {
  const tab = () => {
    const heard: string[] = [];
    const live = new Live(
      'agt_live',
      { stream: async () => new Response(': here\n\n') },
      () => 'a token',
      {
        event: () => undefined,
        gap: () => heard.push('gap'),
        phase: (phase) => heard.push(phase),
        refused: () => undefined,
        changed: () => undefined,
      },
    );
    return { live, heard };
  };
  const [holder, other] = [tab(), tab()];
  holder.live.start();
  await expect.poll(() => other.heard).toEqual(expect.arrayContaining(['live', 'gap']));
  expect(holder.heard).toEqual(expect.arrayContaining(['live', 'gap']));
  holder.live.end();
});
