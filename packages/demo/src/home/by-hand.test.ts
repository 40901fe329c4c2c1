import { expect, test } from 'vitest';
import { byHand } from './by-hand.ts';

test('[CLI-6] the commands name the memory where it is not the usual one', () => {
  const slack = { botToken: 'xoxb-…' };
  for (const url of ['http://localhost:3141', 'http://127.0.0.1:3141'])
    expect(byHand(url, slack)[0]).toBe('npx cortexdb init');
  expect(byHand('http://127.0.0.1:4000', slack)[0]).toBe(
    'CORTEXDB_URL=http://127.0.0.1:4000 npx cortexdb init',
  );
  expect(byHand('https://belay.example', slack)[0]).toMatch(/^CORTEXDB_URL=https:/);
  expect(byHand('http://127.0.0.1:4000', { ...slack, apiUrl: 'http://127.0.0.1:1/api/' })[1]).toBe(
    'SLACK_API_URL=http://127.0.0.1:1/api/ SLACK_BOT_TOKEN=xoxb-… npx cortexdb-sync sync slack',
  );
});
