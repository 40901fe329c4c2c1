import type { Message, Person } from '@belay/slack/model';
import { expect, it } from 'vitest';
import { messageActor } from './actor.ts';

const message = (author: Message['author']): Message => ({
  ts: '1.000000',
  kind: 'content',
  author,
  text: '',
  blocks: [],
  attachments: [],
  files: [],
  reactions: [],
  isBroadcast: false,
});
const person: Person = { id: 'U1', name: 'Ada', isBot: false, isDeleted: false };

it('[MAP-2] people by e-mail in lower case, else by id; bots as agents', () => {
  const ada = { ...person, email: 'Ada@Acme.example' };
  expect(messageActor(message({ userId: 'U1' }), ada, 'acme')).toEqual({
    actor: 'user:ada@acme.example',
    role: 'user',
  });
  expect(messageActor(message({ userId: 'U1' }), person, 'acme').actor).toBe(
    'user:U1@acme.slack.com',
  );
  expect(messageActor(message({ userId: 'U2', botId: 'B2' }), undefined, 'acme')).toEqual({
    actor: 'agent:B2@acme.slack.com',
    role: 'assistant',
  });
});
