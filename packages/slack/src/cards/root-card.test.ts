import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CardMessage } from './block.ts';
import { cardAction, parseButtonValue } from './button-value.ts';
import type { CardLanguage, CardModel } from './card-model.ts';
import { backPost, eventPost, rootCard } from './root-card.ts';
import { blockKitFaults } from './testing/block-kit-faults.ts';
import { outline } from './testing/outline.ts';
import { sampleCard, sampleEvents, sampleStates } from './testing/sample-card.ts';

const languages: CardLanguage[] = ['en', 'de', 'es', 'ja'];

function drawn(over: Partial<CardModel> = {}): CardMessage {
  const card = rootCard(sampleCard(over));
  expect(blockKitFaults(card)).toEqual([]);
  return card;
}

function buttonsOf({ blocks }: CardMessage) {
  return blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
}
const pressed = (card: CardMessage) =>
  buttonsOf(card).map(({ action_id, style }) =>
    [cardAction(action_id), style ?? ''].join(' ').trim(),
  );

/** Everything that Slack would show or read, as one string. */
const everything = (card: CardMessage) => JSON.stringify(card);

describe('the root card', () => {
  test.each(Object.entries(sampleEvents))('of the event %s', (_, event) => {
    expect(outline(drawn({ events: [event] }))).toMatchSnapshot();
  });

  test('of several events of one commit names all of them, once', () => {
    const { new_conversation, escalation, lead } = sampleEvents;
    const card = drawn({ events: [new_conversation, escalation, lead, lead] });
    expect(card.blocks[0]).toMatchObject({
      text: { text: 'New Conversation · Escalation Requested · Lead Captured' },
    });
    expect(outline(card)).toContain('*Escalation Requested*\n*When: *2026-11-02 09:33 UTC');
  });

  test('[NTF-2] rings a user group while an escalation waits, and nobody else ever', () => {
    const mention = 'S0123ABC';
    const rings = (over: Partial<CardModel>) =>
      everything(drawn({ mention, ...over })).includes(`<!subteam^${mention}>`);
    expect(rings({})).toBe(true);
    expect(rings({ events: [sampleEvents.lead] })).toBe(false);
    for (const name of ['agent', 'human', 'closed', 'erased'] as const) {
      const state = sampleStates[name];
      expect(rings(state ? { state } : {})).toBe(false);
    }
    expect(everything(drawn({ mention: '!channel' }))).not.toContain('!channel');
  });

  test.each(Object.entries(sampleStates))('in the state %s', (_, state) => {
    expect(outline(drawn({ state, place: { kind: 'home' } }))).toMatchSnapshot();
  });

  test('[TKO-2] who closed it is said in every language', () => {
    const said = languages.flatMap((language) =>
      (['closed', 'left', 'idle', 'over'] as const).map((name) => {
        const state = sampleStates[name] ?? { kind: 'agent' };
        return outline(drawn({ language, state })).split('\n')[2]?.replaceAll('*', '');
      }),
    );
    expect(said).toMatchInlineSnapshot(`
      [
        "Closed 2026-11-02 10:20 UTC by Ann Birch",
        "Closed 2026-11-02 10:20 UTC by the visitor",
        "Closed 2026-11-03 11:30 UTC by itself, after 24 h of silence",
        "Closed 2026-11-02 10:20 UTC",
        "Geschlossen 2026-11-02 10:20 UTC von Ann Birch",
        "Geschlossen 2026-11-02 10:20 UTC vom Besucher",
        "Geschlossen 2026-11-03 11:30 UTC von selbst, nach 24 Std. Stille",
        "Geschlossen 2026-11-02 10:20 UTC",
        "Cerrada 2026-11-02 10:20 UTC por Ann Birch",
        "Cerrada 2026-11-02 10:20 UTC por el visitante",
        "Cerrada 2026-11-03 11:30 UTC por sí sola, tras 24 h de silencio",
        "Cerrada 2026-11-02 10:20 UTC",
        "2026-11-02 10:20 UTC に Ann Birch さんが終了",
        "2026-11-02 10:20 UTC に訪問者が終了",
        "2026-11-03 11:30 UTC に自動で終了（24時間やり取りなし）",
        "2026-11-02 10:20 UTC に終了",
      ]
    `);
  });

  test.each(languages)('in %s', (language) => {
    expect(outline(drawn({ language }))).toMatchSnapshot();
  });

  test('of an anonymous visitor, a copy, a muted one, one that hears nothing', () => {
    const anonymous = { name: null, email: null, isVerified: false };
    expect(outline(drawn({ visitor: anonymous }))).toContain('Anonymous Visitor');
    const human = sampleStates.human;
    const copy = drawn({ ...(human ? { state: human } : {}), place: { kind: 'copy', home: 'C9' } });
    expect(outline(copy)).toContain('Continues in <#C9>');
    expect(outline(drawn({ isMuted: true }))).toContain('Muted here');
    expect(outline(drawn({ hearsReplies: false }))).toContain('not received');
    expect(outline(drawn({ remark: 'repeated' }))).toContain('Posted again');
  });
});

describe('[TKO-1] exactly the buttons that apply', () => {
  test.each<[string, Partial<CardModel>, string[]]>([
    ['agent', {}, ['take', 'open']],
    ['waiting', {}, ['take primary', 'assign', 'open']],
    ['expired', {}, ['take primary', 'assign', 'open']],
    ['human', { place: { kind: 'home' } }, ['hand_back', 'close', 'release', 'assign', 'open']],
    ['human', { place: { kind: 'copy', home: 'C9' } }, ['open']],
    ['closed', {}, ['reopen', 'open']],
    ['waiting', { isMuted: true }, ['open']],
    ['erased', {}, []],
  ])('%s %j', (name, over, expected) => {
    const state = sampleStates[name] ?? { kind: 'agent' };
    expect(pressed(drawn({ ...over, state }))).toEqual(expected);
  });

  test('each made for its conversation, epoch and claim', () => {
    const { conversation } = sampleCard();
    const state = sampleStates.human ?? { kind: 'agent' };
    const card = drawn({ state, conversation: { ...conversation, epoch: 8, claim: 'clm_7' } });
    const values = buttonsOf(card).flatMap(({ value }) => (value ? [parseButtonValue(value)] : []));
    expect(values).toHaveLength(4);
    for (const value of values)
      expect(value).toEqual({ conversation: 'cnv_0192', epoch: 8, claim: 'clm_7', line: null });
  });

  test('a link that is none of the web’s has no button', () => {
    const { conversation } = sampleCard();
    const card = drawn({ conversation: { ...conversation, link: 'javascript:alert(1)' } });
    expect(pressed(card)).toEqual(['take primary', 'assign']);
  });
});

describe('what strangers typed', () => {
  const hostile = [
    '<!channel> <@U012ABC> <!subteam^S1|x> @here @channel <https://evil.example|safe>',
    '&lt;!here&gt; *bold* ~struck~ `code` :skull: https://evil.example mailto:x@evil.example',
    'safe\u202egnp.exe\u0000\u200b\ud800',
  ];

  test.each(hostile)('stands in leaves that Slack reads nothing into: %j', (text) => {
    const card = drawn({
      agent: text,
      visitor: { name: text, email: text, isVerified: true },
      events: [
        { ...sampleEvents.low_rating, rating: { thumb: 'down', stars: null, comment: text } },
        { ...sampleEvents.escalation, detail: text },
        { ...sampleEvents.lead, fields: [{ label: text, value: text }] },
        { ...sampleEvents.action, action: text, detail: text },
      ] as CardModel['events'],
      words: [{ author: 'visitor', name: text, text, at: 0, files: [text] }],
      state: { kind: 'waiting', since: 0, after: { why: 'left', name: text }, assignee: text },
    });
    for (const block of card.blocks) {
      // mrkdwn and plain text hold our words alone
      if (block.type !== 'rich_text') expect(JSON.stringify(block)).not.toMatch(/evil|channel>|@/);
      else
        for (const { elements } of block.elements)
          for (const leaf of elements) expect(['text', 'date']).toContain(leaf.type);
    }
    expect(card.text).not.toMatch(/[<>]|@(?!\u200b)|:\/\/|evil\.example/);
    expect(everything(card)).not.toMatch(/\\u202e|\u202e|\\u0000|\\ud800/);
  });

  test('never breaks a limit or the drawing, and one model draws one card', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom('', '<!channel>', '👩‍👩‍👧'.repeat(200), 'x'.repeat(9000), '\n'.repeat(50)),
    );
    const state = fc.constantFrom(...Object.values(sampleStates));
    fc.assert(
      fc.property(
        text,
        text,
        state,
        fc.constantFrom(...languages),
        (a, b, drawnState, language) => {
          const model = sampleCard({
            language,
            state: drawnState,
            agent: a,
            visitor: { name: b, email: a, isVerified: false },
            events: [{ kind: 'lead', at: 0, fields: Array(30).fill({ label: a, value: b }) }],
            words: Array(9).fill({ author: 'visitor', name: b, text: a, at: 0, files: [b] }),
          });
          expect(blockKitFaults(rootCard(model))).toEqual([]);
          expect(blockKitFaults(eventPost(model, 'p1'))).toEqual([]);
          expect(rootCard(model)).toEqual(rootCard(model));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('only the newest five messages, 300 characters each', () => {
    const said = Array.from({ length: 7 }, (_, i) => ({
      author: 'visitor' as const,
      name: null,
      text: `${i}`.repeat(500),
      at: 0,
      files: [],
    }));
    const read = outline(drawn({ words: said }));
    expect(read).not.toMatch(/[01]{100}/);
    for (const digit of ['2', '3', '4', '5', '6'])
      expect(read).toContain(`\n> ${digit.repeat(299)}…`);
  });
});

describe('what a channel may see', () => {
  const personal = /ida@fern|5550 ?1234/;

  test('masked: no address and no number, wherever they stand', () => {
    const card = drawn({ redaction: 'masked', events: [sampleEvents.lead] });
    expect(everything(card)).not.toMatch(personal);
    expect(outline(card)).toContain('Ida Fern');
  });

  test('no transcript: nothing that was said', () => {
    const { escalation, low_rating } = sampleEvents;
    const card = drawn({ redaction: 'no_transcript', events: [escalation, low_rating] });
    expect(everything(card)).not.toMatch(/Iceland|want a person|Too slow/);
    expect(everything(card)).not.toMatch(personal);
  });

  test('[SEC-7] erased: nothing of the visitor is left on card or post', () => {
    const state = { kind: 'erased' as const };
    const events = Object.values(sampleEvents) as unknown as CardModel['events'];
    for (const card of [drawn({ state, events }), eventPost(sampleCard({ state, events }), 'p')])
      expect(everything(card)).not.toMatch(/Ida|Iceland|fern|5550|Too slow|cnv_0192|want/);
  });
});

test('a later event is a post of its own key; Take Over only where a person is wanted', () => {
  const lead = eventPost(sampleCard({ events: [sampleEvents.lead] }), 'post_1');
  expect(blockKitFaults(lead)).toEqual([]);
  expect(pressed(lead)).toEqual(['open']);
  expect(lead.metadata).toEqual({ event_type: 'belay_post', event_payload: { key: 'post_1' } });
  const escalation = eventPost(sampleCard(), 'post_2');
  expect(pressed(escalation)).toEqual(['take primary', 'assign', 'open']);
  expect(outline(escalation)).toMatchSnapshot();
});

test('[NTF-3] who comes back is told in the thread, with the buttons that apply', () => {
  const back = backPost(sampleCard({ state: { kind: 'agent' } }), 'post_3');
  expect(blockKitFaults(back)).toEqual([]);
  expect(outline(back)).toContain('The visitor is back.');
  expect(pressed(back)).toEqual(['take', 'open']);
  const erased = backPost(sampleCard({ state: { kind: 'erased' } }), 'post_3');
  expect(everything(erased)).not.toMatch(/Ida|cnv_0192/);
});

test('no button’s value is one of ours unless we made it', () => {
  fc.assert(fc.property(fc.string(), (value) => parseButtonValue(value) === undefined));
  expect(cardAction('belay_constructor')).toBeUndefined();
});
