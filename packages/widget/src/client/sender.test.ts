import type { VisitorMessageAnswer, WidgetConversation } from '@belay/contract/desk/widget';
import { expect, test } from 'vitest';
import { memoryStorage } from '../testing/memory-storage.ts';
import type { MessageToSend } from './api.ts';
import { createKeep } from './keep.ts';
import { Outbox, type OutMessage } from './outbox.ts';
import { Refusal } from './refusal.ts';
import { Sender } from './sender.ts';

/** A server in hand that keeps what it is sent once per client id, and a browser's storage. */
function setting(storage = memoryStorage()) {
  const outbox = new Outbox(createKeep('agt_1', () => storage));
  const stored: { conversation: string; text: string }[] = [];
  const known = new Map<string, string>();
  const news: string[] = [];
  const timers: (() => void)[] = [];
  let conversations = 0;
  const world = {
    /** what the next calls meet; `after`: the work is done, and its answer lost */
    trouble: [] as (Error | { after: Error } | null)[],
    sessions: [] as (Error | null)[],
    now: 0,
  };
  const send = async (message: MessageToSend): Promise<VisitorMessageAnswer> => {
    const trouble = world.trouble.shift() ?? null;
    if (trouble instanceof Error) throw trouble;
    let conversation = known.get(message.client_id);
    if (conversation === undefined) {
      if (message.conversation_id === null) conversations += 1;
      conversation = message.conversation_id ?? `cnv_${conversations}`;
      known.set(message.client_id, conversation);
      stored.push({ conversation, text: message.text });
    }
    if (trouble) throw trouble.after;
    // what isn't read here isn't made
    return { conversation: { id: conversation } } as VisitorMessageAnswer;
  };
  const sender = () =>
    new Sender(
      {
        api: {
          send,
          escalate: async (id) => {
            news.push(`escalate ${id}`);
            return { id } as WidgetConversation;
          },
        },
        outbox,
        session: async () => {
          const refused = world.sessions.shift();
          if (refused) throw refused;
        },
        forgetVisitor: () => news.push('forget'),
        language: () => 'en',
        random: () => 1,
        now: () => world.now,
        setTimer: (callback, ms) => {
          news.push(`wait ${ms}`);
          timers.push(callback);
        },
        clearTimer: () => timers.splice(0),
        alone: (work) => work(),
      },
      {
        sent: () => undefined,
        conversation: () => undefined,
        changed: () => undefined,
        blocked: () => news.push('blocked'),
        slow: () => news.push('slow'),
        away: (isAway) => isAway && news.push('away'),
      },
    );
  const settle = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  return {
    outbox,
    stored,
    news,
    world,
    sender,
    settle,
    say(text: string, over: Partial<OutMessage> = {}) {
      const at = outbox.all().length + 1;
      outbox.put({
        client_id: `c-${text}`,
        conversation: 'new:1',
        resume: true,
        text,
        files: [],
        page: null,
        at,
        escalate: false,
        failed: null,
        ...over,
      });
    },
    async wait() {
      timers.shift()?.();
      await settle();
    },
  };
}
const lost = () => new TypeError('no network');
const texts = (stored: { text: string }[]) => stored.map(({ text }) => text).join(' ');

test('[DSK-2] what was said offline is sent once and in order when the connection is back', async () => {
  const { say, sender, world, settle, wait, stored, news, outbox } = setting();
  say('one');
  say('two');
  say('three');
  world.trouble = [lost(), null, { after: lost() }];
  const own = sender();
  own.run();
  await settle();
  expect(stored).toEqual([]);
  await wait();
  expect(texts(stored)).toBe('one two');
  expect(outbox.all().map(({ text }) => text)).toEqual(['two', 'three']);
  await wait();
  expect(texts(stored)).toBe('one two three');
  expect(new Set(stored.map(({ conversation }) => conversation))).toEqual(new Set(['cnv_1']));
  expect(outbox.all()).toEqual([]);
  expect(news).toEqual(['away', 'wait 500', 'away', 'wait 500']);
});

test('[DSK-2] the page is left between sending and hearing of it: the next one says nothing twice', async () => {
  const storage = memoryStorage();
  const first = setting(storage);
  first.say('one');
  first.say('two');
  first.world.trouble = [{ after: lost() }];
  first.sender().run();
  await first.settle();
  expect(texts(first.stored)).toBe('one');
  // a new page finds the same storage; the server is the same
  const next = first.sender();
  next.run();
  await first.settle();
  expect(texts(first.stored)).toBe('one two');
  expect(setting(storage).outbox.all()).toEqual([]);
});

test('[DSK-2] the wish for a person follows the words that it came with', async () => {
  const { say, sender, settle, news, outbox } = setting();
  say('I want a person', { escalate: true });
  sender().run();
  await settle();
  expect(news).toEqual(['escalate cnv_1']);
  expect(outbox.all()).toEqual([]);
});

test('[SEC-4] a limit is waited out, a block is said, a refusal keeps the words for their author', async () => {
  const slow = setting();
  slow.say('one');
  slow.world.trouble = [new Refusal(429, { error_code: 'RATE_LIMITED' }, 7_000)];
  const patient = slow.sender();
  patient.run();
  await slow.settle();
  // more words don't make it ask sooner
  slow.say('two');
  patient.run();
  await slow.settle();
  expect(slow.stored).toEqual([]);
  expect(slow.news).toEqual(['slow', 'wait 7000']);
  slow.world.now = 7_000;
  await slow.wait();
  expect(texts(slow.stored)).toBe('one two');

  const refused = setting();
  refused.say('one');
  refused.say('two');
  refused.world.trouble = [new Refusal(422, { error_code: 'INVALID_BODY' })];
  refused.sender().run();
  await refused.settle();
  expect(texts(refused.stored)).toBe('two');
  expect(refused.outbox.all().map(({ text, failed }) => [text, failed])).toEqual([
    ['one', 'refused'],
  ]);

  const blocked = setting();
  blocked.say('one');
  blocked.world.trouble = [
    new Refusal(403, { error_code: 'POLICY_DENIED', details: { reason: 'blocked' } }),
  ];
  blocked.sender().run();
  await blocked.settle();
  expect(blocked.news).toEqual(['blocked']);
  expect(blocked.outbox.all()[0]?.failed).toBe('blocked');
});

test('[DSK-1] an agent that takes nobody new: the words stay, and say why', async () => {
  const { say, sender, world, settle, wait, outbox } = setting();
  say('one');
  world.sessions = [new Refusal(409, { error_code: 'CONFLICT' })];
  sender().run();
  await settle();
  await wait();
  expect(outbox.all()[0]?.failed).toBe('paused');
});

test('[DSK-9] a token that is not known any more: another visitor begins, nothing is lost', async () => {
  const { say, sender, world, settle, wait, stored, news } = setting();
  say('one', { conversation: 'cnv_old' });
  world.trouble = [
    new Refusal(401, { error_code: 'INVALID_CREDENTIALS' }),
    new Refusal(404, { error_code: 'NOT_FOUND' }),
  ];
  sender().run();
  await settle();
  expect(news).toEqual(['forget', 'wait 500']);
  await wait();
  expect(stored).toEqual([{ conversation: 'cnv_1', text: 'one' }]);
});

test('[DSK-2] a browser that keeps nothing, or no more, still sends while its page is there', async () => {
  const storage = memoryStorage();
  storage.full = true;
  const { say, sender, settle, stored } = setting(storage);
  say('one');
  say('two');
  sender().run();
  await settle();
  expect(texts(stored)).toBe('one two');
  const denied = createKeep('agt_1', () => {
    throw new DOMException('denied', 'SecurityError');
  });
  denied.set('token', 'x');
  expect([denied.get('token'), denied.names('t')]).toEqual(['x', ['token']]);
  denied.set('token', null);
  expect(denied.get('token')).toBeNull();
});
