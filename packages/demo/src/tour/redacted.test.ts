import { expect, test } from 'vitest';
import { redacted } from './redacted.ts';

test('[SEC-1] no token, secret, address of an answer or e-mail leaves, however deep or in words', () => {
  const shown = JSON.stringify(
    redacted({
      token: 'xoxb-sandbox-2',
      text: 'my key is xoxb-1234-abcd and xapp-1-A and xoxe.xoxp-7, Bearer v4.public.abc_def-1',
      payload: [
        { client_secret: 's3', code: 'c', user: { profile: { email: 'mara@rope.example' } } },
      ],
      response_url: 'http://127.0.0.1/response/1',
      trigger_id: '1.2.3',
      kept: 'said by a visitor',
    }),
  );
  expect(shown).not.toMatch(/xox|xapp|v4\.public|s3|"c"|mara@|\/response\/|1\.2\.3/);
  expect(shown).toContain('said by a visitor');
});

test('[SEC-1] what is long, wide or deep is cut', () => {
  let deep: unknown = 'bottom';
  for (let n = 0; n < 40; n++) deep = { deep };
  const shown = JSON.stringify(
    redacted({ long: 'x'.repeat(9_000), wide: Array.from({ length: 500 }, () => 1), deep }),
  );
  expect(shown.length).toBeLessThan(1_000);
  expect(shown).not.toContain('bottom');
});
