import { experience } from '@belay/contract/experience';
import type { Message } from '@belay/slack/model';
import { describe, expect, it } from 'vitest';
import type { PreparedWrite } from '../ports.ts';
import { redactor } from '../redact/redactor.ts';
import { fileExperience } from './file-experience.ts';
import type { Frame } from './frame.ts';
import { messageExperience } from './message-experience.ts';
import { reactionsExperience } from './reactions-experience.ts';
import { parseScopeTemplate } from './scope-template.ts';

// in two parts, so that no scanner takes it for a real one
const secret = `gh${'p'}_${'a1B2'.repeat(9)}`;
const longName = 'channel-'.repeat(40);

const frame: Frame = {
  domain: 'rope',
  channel: {
    id: 'C0123',
    name: longName,
    scopeName: 'general',
    keyChannelId: 'C0123',
    keyTeamId: 'T0123',
  },
  template: parseScopeTemplate('org:rope/source:slack/channel:{channel}'),
  names: { person: (id) => id, channel: (id) => id, group: (id) => id },
  person: (id) => ({
    id,
    name: 'ada',
    email: 'ada@rope.example',
    isBot: false,
    isDeleted: false,
  }),
  redact: redactor({ emails: true }),
};

const message: Message = {
  ts: '1710502200.000100',
  kind: 'content',
  author: { userId: 'U0123' },
  text: `use ${secret}`,
  blocks: [],
  attachments: [],
  files: [],
  reactions: [],
  isBroadcast: false,
};

const read = ({ body }: PreparedWrite) => experience.parse(JSON.parse(body));
const labelsOf = (write: PreparedWrite) => read(write).context?.labels ?? [];
const key = 'slack:T0123:C0123:1710502200.000100';

describe('[MAP-10] nothing leaves the mapper unredacted', () => {
  it.each([
    ['text', { text: `use ${secret}` }],
    ['a block', { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `use ${secret}` } }] }],
    [
      'an attachment',
      { text: '', attachments: [{ title: secret, fields: [{ title: 'a', value: 'b' }] }] },
    ],
    ['a link', { text: `<https://x:${secret}@git.example.com/a|here>` }],
  ])('[MAP-10] %s', (_, part) => {
    const write = messageExperience(frame, { ...message, ...part }, { key });
    expect(write.body).not.toContain(secret);
    expect(write.body).toContain('[redacted: github token]');
    expect(labelsOf(write)).toContain('redacted:1');
  });

  it('[MAP-10] what a text file says', () => {
    const write = fileExperience(frame, message, {
      key,
      fileId: 'F1',
      blobId: `blob_${'0'.repeat(64)}`,
      transcript: `TOKEN=${secret}\nGIT=${secret}\nmail ada@rope.example`,
    });
    expect(read(write).content).toMatchObject({
      transcript:
        'TOKEN=[redacted: github token]\nGIT=[redacted: github token]\nmail [redacted: e-mail address]',
    });
    expect(labelsOf(write)).toContain('redacted:3');
  });

  it('[MAP-10] names of emoji; who reacted stays, as in `observed_actor`', () => {
    const reactions = [{ emoji: secret, count: 1, users: ['U0123'] }];
    const write = reactionsExperience(frame, { ...message, reactions }, { key });
    expect(read(write).content).toMatchObject({
      data: {
        reactions: [
          { emoji: '[redacted: github token]', count: 1, actors: ['user:ada@rope.example'] },
        ],
      },
    });
    expect(labelsOf(write)).toContain('redacted:1');
  });

  it('[MAP-1][MAP-10] without a secret there is no such label; none is longer than 240 bytes', () => {
    const labels = labelsOf(messageExperience(frame, { ...message, text: 'hello' }, { key }));
    expect(labels.some((label) => label.startsWith('redacted:'))).toBe(false);
    expect(labels.length).toBeLessThanOrEqual(64);
    expect(Math.max(...labels.map((label) => Buffer.byteLength(label)))).toBe(240);
  });
});
