import { handOver } from '@belay/server/desk/mail/hand-over';
import { afterEach, expect, test } from 'vitest';
import { type MailSink, startMailSink } from './mail-sink.ts';

let sink: MailSink | undefined;
afterEach(async () => {
  await sink?.close();
  sink = undefined;
});

test('[NTF-6] what the demo would have mailed is kept as people read it, the newest first', async () => {
  let at = 1_000;
  sink = await startMailSink(() => at);
  let heard = 0;
  sink.onLetter(() => {
    heard += 1;
  });
  const text = 'Grüße,\n.\n.hidden dot\n\nニュース: 3 min. Nobody has taken conversation 7.';
  const letter = (subject: string) => ({
    ...{ id: '00000000-0000-4000-8000-000000000001', to: 'petra@tarn-thistle.example', subject },
    ...{ text, html: '<p>x</p>', thread: [] },
  });
  expect(await handOver(sink.smtp, letter('Nobody has taken conversation 7'))).toEqual({
    state: 'sent',
  });
  at = 2_000;
  await handOver(
    sink.smtp,
    letter('Überfällig — seit drei Minuten wartet jemand auf einen Menschen'),
  );
  expect(heard).toBe(2);
  expect(sink.letters).toHaveLength(2);
  expect(sink.letters[0]).toEqual({
    at: 2_000,
    to: ['petra@tarn-thistle.example'],
    from: expect.stringContaining('assistant@tarn-thistle.example'),
    subject: 'Überfällig — seit drei Minuten wartet jemand auf einen Menschen',
    text,
  });
});

test('[SEC-5] a hundred letters are kept, and no more', async () => {
  sink = await startMailSink(() => 0);
  const { smtp } = sink;
  for (let n = 0; n < 103; n++)
    await handOver(smtp, {
      ...{ id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, to: 'a@b.example' },
      ...{ subject: `n${n}`, text: 'x', html: 'x', thread: [] },
    });
  expect(sink.letters).toHaveLength(100);
  expect(sink.letters[0]?.subject).toBe('n102');
});
