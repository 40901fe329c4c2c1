import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appHome } from './app-home.ts';
import type { Block, CardMessage, Leaf } from './block.ts';
import type { ButtonValue } from './button-value.ts';
import type { CardLanguage, CardWord } from './card-model.ts';
import { channelSummary } from './channel-summary.ts';
import { commandAnswer } from './command-answer.ts';
import { dailyDigest } from './daily-digest.ts';
import { erasedPost } from './erased-post.ts';
import { handBackModal } from './hand-back-modal.ts';
import { type HeldReason, heldPrompt, linkMePrompt, promptAnswer } from './held-prompt.ts';
import { historyPosts } from './history-posts.ts';
import { assignModal, stealModal } from './modals.ts';
import { type Reminder, reminder } from './reminder.ts';
import { testMessage } from './test-message.ts';
import { blockKitFaults } from './testing/block-kit-faults.ts';
import { outline } from './testing/outline.ts';
import { sampleTime } from './testing/sample-card.ts';
import { assignedLine, type ThreadLine, threadLine } from './thread-line.ts';
import { wordsOf } from './words/words.ts';

const languages: CardLanguage[] = ['en', 'de', 'es', 'ja'];
const made: ButtonValue = { conversation: 'cnv_0192', epoch: 3, claim: 'clm_7', line: 'hld_1' };
const link = 'https://belay.example/app/inbox/cnv_0192';
const hostile = '<!channel> @here <@U012ABC> https://evil.example|x';

/** A message or view that Slack takes. */
function fit<T extends { blocks: Block[] }>(view: T): T {
  expect(blockKitFaults(view)).toEqual([]);
  return view;
}

function leavesOf({ blocks }: { blocks: readonly Block[] }): Leaf[] {
  return blocks.flatMap((block) =>
    block.type === 'rich_text' ? block.elements.flatMap(({ elements }) => elements) : [],
  );
}

/** No mrkdwn and no plain text of this holds what a stranger could have typed. */
function expectHarmless(message: { text?: string; blocks: readonly Block[] }) {
  for (const block of message.blocks)
    if (block.type !== 'rich_text')
      expect(JSON.stringify(block)).not.toMatch(/<!channel|<@|@here|:\/\/evil/);
  expect(message.text ?? '').not.toMatch(/<!channel|<@U012|@here|:\/\/evil/);
}

describe('the history', () => {
  const said = (count: number, length: number): CardWord[] =>
    Array.from({ length: count }, (_, i) => ({
      author: i % 2 === 0 ? 'visitor' : 'agent',
      name: null,
      text: `${i}: ${'a b '.repeat(length / 4)}`,
      at: sampleTime,
      files: i === 0 ? ['plan.pdf'] : [],
    }));
  const posts = (words: CardWord[], redaction: 'none' | 'no_transcript' = 'none') =>
    historyPosts({ language: 'en', redaction, words, link }, (n) => `h${n}`).map(fit);

  test('holds 3,800 characters a post and says nothing twice', () => {
    const words = said(60, 240);
    const all = posts(words);
    expect(all.length).toBeGreaterThan(3);
    for (const post of all) {
      const shown = leavesOf(post).map((leaf) => ('text' in leaf ? leaf.text : '…'.repeat(20)));
      expect(shown.join('').length).toBeLessThanOrEqual(3800);
    }
    const read = all.map(outline).join('\n');
    for (const [i] of words.entries()) expect(read.split(`> ${i}: `)).toHaveLength(2);
    expect(read).toContain('File: plan.pdf');
    expect(all.map(({ metadata }) => metadata?.event_payload.key)).toEqual(
      all.map((_, i) => `h${i + 1}`),
    );
    expect(outline(posts(said(3, 40))[0] ?? { blocks: [] })).toMatchSnapshot();
  });

  test('is ten posts at most, then the link', () => {
    const all = posts(said(400, 400));
    expect(all).toHaveLength(10);
    expect(leavesOf(all[9] ?? { blocks: [] }).at(-1)).toEqual({
      type: 'link',
      url: link,
      text: 'The rest is in Belay.',
    });
    expect(JSON.stringify(all.slice(0, 9))).not.toContain(link);
  });

  test('goes on in the next post where one message is longer than a post', () => {
    const text = Array.from({ length: 1000 }, (_, i) => `word${i}`).join(' ');
    const all = posts([{ author: 'visitor', name: null, text, at: 0, files: [] }]);
    const quoted = all
      .flatMap(leavesOf)
      .filter((leaf) => 'text' in leaf && leaf.text.includes('word'));
    expect(quoted.map((leaf) => ('text' in leaf ? leaf.text : '')).join(' ')).toBe(text);
  });

  test('is empty where the channel shows no transcript, or nothing was said', () => {
    expect(posts(said(3, 40), 'no_transcript')).toEqual([]);
    expect(posts([])).toEqual([]);
  });

  test('fits whatever was said', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 9000 }),
      fc.constant('👩‍👩‍👧'.repeat(900)),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        const words = texts.map((each) => ({ ...(said(1, 4)[0] as CardWord), text: each }));
        for (const post of posts(words)) expectHarmless(post);
      }),
      { numRuns: 30 },
    );
  });
});

describe('[TKO-4] a line of the conversation in the home thread', () => {
  const line = (over: Partial<ThreadLine> = {}): ThreadLine => ({
    key: 'l1',
    language: 'en',
    redaction: 'none',
    author: 'visitor',
    name: 'Ida Fern',
    text: 'Mail me: ida@fern.example',
    files: [],
    isEdited: false,
    isRetracted: false,
    link,
    ...over,
  });
  const drawn = (over: Partial<ThreadLine> = {}) => {
    const message = threadLine(line(over));
    if (!message) throw new Error('not shown');
    return fit(message);
  };

  test.each<[string, Partial<ThreadLine>]>([
    ['of the visitor', {}],
    ['of an anonymous visitor', { name: null }],
    ['of an operator in the dashboard', { author: 'operator', name: 'Ann Birch', text: 'Hello' }],
    ['a note', { author: 'note', name: 'Ann Birch', text: 'is a reseller' }],
    ['edited', { isEdited: true }],
    ['retracted', { isRetracted: true, isEdited: true, files: [{ name: 'a.pdf', url: link }] }],
    ['with files', { text: '', files: [{ name: 'a.pdf', url: `${link}/a` }] }],
    ['masked', { redaction: 'masked' }],
  ])('%s', (_, over) => {
    expect(outline(drawn(over))).toMatchSnapshot();
  });

  test('what was taken back leaves nothing behind', () => {
    expect(JSON.stringify(drawn({ isRetracted: true }))).not.toContain('ida@fern');
  });

  test('[SEC-7] of an erased visitor a sentence of ours', () => {
    for (const language of languages)
      expect(fit(erasedPost({ language, kind: 'belay_line', key: 'l1' })).metadata).toEqual({
        event_type: 'belay_line',
        event_payload: { key: 'l1' },
      });
  });

  test('nothing where there is no transcript', () => {
    expect(threadLine(line({ redaction: 'no_transcript' }))).toBeUndefined();
  });

  test('a long one ends in a link; a hostile one is what was typed', () => {
    expect(leavesOf(drawn({ text: 'x'.repeat(8000) })).at(-1)).toMatchObject({ url: link });
    const typed = drawn({ text: hostile, name: hostile });
    expectHarmless(typed);
    expect(leavesOf(typed)).toContainEqual({ type: 'text', text: hostile });
    const bad = drawn({ files: [{ name: 'x', url: 'javascript:alert(1)' }] });
    expect(JSON.stringify(bad)).not.toContain('javascript');
  });

  test('[TKO-4] calls the owner by id alone', () => {
    const called = (mention: string) => leavesOf(drawn({ mention })).filter(isUser);
    const isUser = ({ type }: Leaf) => type === 'user';
    expect(called('U012ABC')).toEqual([{ type: 'user', user_id: 'U012ABC' }]);
    expect(called('!channel')).toEqual([]);
  });

  test('who a waiting conversation is meant for is mentioned by id alone', () => {
    const to = (userId: string) => fit(assignedLine({ key: 'a', language: 'en', userId })).text;
    expect(to('U012ABC')).toBe('<@U012ABC>, this conversation is meant for you.');
    expect(to('U1> <!channel')).not.toContain('<');
  });
});

describe('reminders', () => {
  const step = (over: Partial<Reminder> = {}) =>
    fit(
      reminder({
        key: 'r1',
        language: 'en',
        step: { kind: 'thread' },
        minutes: 5,
        link,
        made,
        settled: null,
        ...over,
      }),
    );

  test('ring one user group at most, and nobody once they are settled', () => {
    const mention = { step: { kind: 'mention' as const, groupId: 'S0AB' } };
    expect(outline(step())).toMatchSnapshot();
    expect(outline(step(mention))).toMatchSnapshot();
    expect(outline(step({ step: { kind: 'channel', from: 'C9' } }))).toMatchSnapshot();
    const settled = step({ ...mention, settled: { why: 'claimed', name: hostile } });
    expectHarmless(settled);
    expect(JSON.stringify(settled)).not.toContain('subteam');
    expect(settled.blocks).toHaveLength(1);
    const forged = step({ step: { kind: 'mention', groupId: 'S1> <!channel' } });
    expect(JSON.stringify(forged)).not.toContain('<!');
  });
});

describe('private prompts', () => {
  const reasons = [
    'agent',
    'waiting',
    'closed',
    'other_owner',
    'other_thread',
    'broadcast',
    'mentions',
    'permalink',
    'secret',
    'emoji_only',
    'old',
    'before_claim',
    'refused_file',
  ] satisfies HeldReason[];

  test('[TKO-4] every reason in every language, with its choices', () => {
    for (const language of languages)
      for (const reason of reasons) {
        const prompt = heldPrompt({
          language,
          reason,
          choices: ['send', 'take_send', 'send_leave', 'steal', 'reopen_send', 'keep'],
          made,
          owner: hostile,
          link,
        });
        expectHarmless(fit(prompt));
        expect(prompt.text).not.toMatch(/[{}]/);
        expect(prompt.metadata).toBeUndefined();
      }
  });

  test('read as sentences', () => {
    const prompt = heldPrompt({
      language: 'en',
      reason: 'other_owner',
      choices: ['steal', 'keep'],
      made,
      owner: 'Ann Birch',
      link,
    });
    expect(outline(fit(prompt))).toMatchSnapshot();
    expect(outline(fit(linkMePrompt({ language: 'en', url: link })))).toMatchSnapshot();
    expect(fit(linkMePrompt({ language: 'en', url: null })).blocks).toHaveLength(1);
  });

  test('[TKO-1] who lost is told who won', () => {
    const lost = promptAnswer({ language: 'en', what: { kind: 'lost', name: 'Ann Birch' } });
    expect(fit(lost).text).toBe('Ann Birch was quicker and has this conversation.');
    const refused = promptAnswer({ language: 'en', what: { kind: 'refused', why: hostile } });
    expectHarmless(fit(refused));
  });
});

describe('modals', () => {
  test('[TKO-1] taking it from a colleague asks first, by name', () => {
    for (const language of languages) {
      const modal = fit(stealModal({ language, made, owner: hostile }));
      expect(modal.private_metadata).toBe('1|cnv_0192|3|clm_7|hld_1');
      expectHarmless(modal);
    }
    expect(outline(stealModal({ language: 'en', made, owner: 'Ann Birch' }))).toMatchSnapshot();
  });

  test('assigning offers a hundred people at most, and says so when there is nobody', () => {
    const people = Array.from({ length: 140 }, (_, i) => ({ id: `p${i}`, name: `Person ${i}` }));
    for (const language of languages) {
      fit(assignModal({ language, made, people }));
      expect(fit(assignModal({ language, made, people: [] })).submit).toBeUndefined();
    }
    const [input] = assignModal({ language: 'en', made, people }).blocks;
    expect(input?.type === 'input' && input.element).toMatchObject({ options: { length: 100 } });
  });

  test('[DSK-7] handing back asks which answers are taught, the newest ten, none by itself', () => {
    const answers = Array.from({ length: 12 }, (_, i) => ({ id: `msg_${i}`, text: hostile }));
    for (const language of languages) {
      const view = fit(handBackModal({ language, made, agent: hostile, answers }));
      expect(view.private_metadata).toBe('1|cnv_0192|3|clm_7|hld_1');
      const [teach, instruction] = view.blocks;
      expect(teach?.type === 'input' && teach.element).toMatchObject({
        type: 'checkboxes',
        options: { length: 10, 0: { value: 'msg_2' }, 9: { value: 'msg_11' } },
      });
      expect(teach?.type === 'input' && teach.element).not.toHaveProperty('initial_options');
      expect(instruction).toMatchObject({ optional: true });
      expect(fit(handBackModal({ language, made, agent: 'A', answers: [] })).blocks).toHaveLength(
        1,
      );
    }
  });
});

describe('the rest', () => {
  const entry = (number: number) => ({
    number,
    visitor: number % 2 ? hostile : null,
    agent: 'Ropes & Co helper',
    since: sampleTime,
    link,
    made,
  });

  test('the Home shows the queue, one’s own, and whether one is available', () => {
    const home = { language: 'en' as const, isLinked: true as const, isAvailable: true };
    const view = fit(appHome({ ...home, waiting: [entry(2)], mine: [] }));
    expect(outline(view)).toMatchSnapshot();
    const many = Array.from({ length: 70 }, (_, i) => entry(i));
    for (const language of languages) {
      const full = fit(
        appHome({ ...home, language, isAvailable: false, waiting: many, mine: many }),
      );
      expectHarmless(full);
    }
    expect(
      outline(fit(appHome({ language: 'en', isLinked: false, linkUrl: link }))),
    ).toMatchSnapshot();
  });

  test('the command answers', () => {
    const answers = [
      commandAnswer('en', { kind: 'help' }),
      commandAnswer('en', { kind: 'status', waiting: 2, mine: 1 }),
      commandAnswer('en', { kind: 'done', number: 42, visitor: hostile }),
      commandAnswer('en', { kind: 'done', number: 42, visitor: null }),
      commandAnswer('en', { kind: 'no_number', number: 42 }),
      commandAnswer('en', { kind: 'refused', why: hostile }),
      commandAnswer('en', { kind: 'unlinked' }),
      commandAnswer('en', { kind: 'doctor', problems: [] }),
      commandAnswer('en', {
        kind: 'doctor',
        problems: [{ what: '#leads is archived.', remedy: 'Choose another channel.' }],
      }),
    ];
    for (const answer of answers) {
      expect(blockKitFaults({ ...answer, unfurl_links: false, unfurl_media: false })).toEqual([]);
      expectHarmless(answer);
    }
    expect(answers.map(outline).join('\n\n')).toMatchSnapshot();
  });

  test('the digest and the test message', () => {
    const digest = (over: object = {}): CardMessage =>
      fit(
        dailyDigest({
          key: 'd1',
          language: 'en',
          agent: 'Ropes & Co helper',
          conversations: 31,
          byAgent: 25,
          byPeople: 6,
          medianClaimMs: 84_000,
          missed: 1,
          ratings: { good: 9, low: 2 },
          link,
          ...over,
        }),
      );
    expect(outline(digest())).toMatchSnapshot();
    expect(outline(digest({ conversations: 0 }))).toContain('No conversation yesterday.');
    expect(digest({ agent: `${hostile}${'x'.repeat(300)}` }).text).not.toContain('<');
    const sent = testMessage({
      key: 't',
      language: 'en',
      events: ['escalation'],
      hearsReplies: false,
    });
    expect(outline(fit(sent))).toMatchSnapshot();
  });

  test('[NTF-4] a channel that works again says what comes late and what is lost', () => {
    const summary = (late: number, lost: number) =>
      fit(channelSummary({ key: 's1', language: 'en', late, lost })).text;
    expect(summary(0, 0)).toBe('Belay can post here again.');
    expect(summary(3, 2)).toBe(
      'Belay can post here again. 3 posts come late. 2 posts are not made up for: they are in Belay.',
    );
  });

  test('every language has the places that English has', () => {
    const places = (language: CardLanguage) => {
      const found: Record<string, string[]> = {};
      for (const [group, table] of Object.entries(wordsOf(language)))
        for (const [name, text] of Object.entries(typeof table === 'string' ? { table } : table)) {
          expect(text).not.toBe('');
          found[`${group}.${name}`] = [...new Set(`${text}`.match(/\{\w+\}/g))].sort();
        }
      return found;
    };
    for (const language of languages) expect(places(language)).toEqual(places('en'));
  });
});
