import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CliError } from '../door/cli-error.ts';
import { useTempDir } from '../testing/temp-dir.ts';
import { readConfig } from './config-file.ts';
import { homeAt } from './home.ts';

const dir = useTempDir();

function read(text: string) {
  writeFileSync(join(dir(), 'cortexdb-connectors.yaml'), text);
  return readConfig(undefined, dir(), homeAt(join(dir(), 'home'), {}));
}

/** What is said of a file, without its path: `2: slack.…` a line. */
function complaints(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    expect(error).toMatchObject({ code: 'BAD_CONFIG', exitCode: 2 });
    const path = join(dir(), 'cortexdb-connectors.yaml:');
    return error.message.split('\n').map((line) => line.replace(path, ''));
  }
  throw new Error('the file was taken');
}

test('[CLI-2] every setting can stand in YAML', () => {
  const file = `
cortexdb:
  url: http://127.0.0.1:3141
slack:
  channels: [engineering, "#product"]
  include_bots: true
  since: 2026-03-01
  deletes: keep
  edits: replace
  retention: 90
  redact_emails: true
  audit: quick
  patience: 0
`;
  expect(read(file)).toEqual({
    cortexdb: { url: 'http://127.0.0.1:3141' },
    slack: {
      channels: ['engineering', '#product'],
      include_bots: true,
      since: '2026-03-01',
      deletes: 'keep',
      edits: 'replace',
      retention: 90,
      redact_emails: true,
      audit: 'quick',
      patience: 0,
    },
  });
  expect(read('slack:\n  channels: "a, #b ,"\n  retention: off\n').slack).toEqual({
    channels: ['a', '#b'],
    retention: 'off',
  });
  expect(read('')).toEqual({});
  expect(read('slack:\n')).toEqual({});
});

test('[CLI-2] unknown names are refused with their line and the nearest right one', () => {
  expect(complaints('slack:\n  channels: [a]\n  chanels: [b]\n')).toEqual([
    '3: there is no setting slack.chanels; did you mean channels?',
  ]);
  expect(complaints('# mine\nslak:\n  channels: [a]\n')).toEqual([
    '2: there is no setting slak; did you mean slack?',
  ]);
  expect(complaints('channels: [a]\n')).toEqual(['1: channels belongs below slack:']);
  expect(complaints('slack:\n  frobnicate: 1\n')[0]).toMatch(
    /^2: there is no setting slack.frobnicate; it can be slack_bot_token, api_url, channels, /,
  );
});

test('[CLI-2] bad values are refused with what the setting takes and the nearest word', () => {
  const file = `slack:
  deletes: forgt
  include_bots: yes
  retention: of
  backfill_days: -3
  audit: everything
  channels: { a: b }
`;
  expect(complaints(file)).toEqual([
    '2: slack.deletes is forgt: it takes forget or keep; did you mean forget?',
    '3: slack.include_bots is yes: it takes true or false',
    '4: slack.retention is of: it takes a number of days, or off; did you mean off?',
    '5: slack.backfill_days is -3: it takes a number of days',
    '6: slack.audit is everything: it takes quick, history or full',
    '7: slack.channels can’t be read: it takes a list of channel names or ids',
  ]);
  expect(complaints('slack: on\n')).toEqual(['1: slack has to hold names and values.']);
  expect(complaints('slack:\n  channels: [a\n')[0]).toMatch(/^\d: is not YAML: /);
});

test('[CLI-5] a token in the wrong place is never repeated', () => {
  const [complaint] = complaints('slack:\n  slack_bot_token: [a-secret-token]\n');
  expect(complaint).toBe('2: slack.slack_bot_token can’t be read: it takes a token xoxb-…');
});
