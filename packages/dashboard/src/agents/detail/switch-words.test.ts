import { expect, test } from 'vitest';
import { publishChecks } from './publish-checks.ts';
import { switchChange, switchedWords, switchWords } from './switch-words.ts';

const agent = {
  name: 'Support',
  public: true,
  paused: false,
  trained: true,
  conversations: { agent: 0, waiting: 0, human: 0 },
};

test('[DSK-1] publishing asks first and names who will read what, also of an untrained agent', () => {
  expect(switchWords('publish', agent)?.text).toContain('everything that it was taught');
  const untrained = switchWords('publish', { ...agent, trained: false });
  expect(untrained?.text).toContain('does not know');
  expect(untrained?.action).toBe('Publish it untrained');
  expect(switchWords('publish', { ...agent, paused: true })?.text).toContain('paused');
});

test('[DSK-1] pausing asks only when somebody is cut off, and says that people go on', () => {
  expect(switchWords('pause', agent)).toBeNull();
  const busy = { ...agent, conversations: { agent: 2, waiting: 1, human: 0 } };
  expect(switchWords('pause', busy)?.text).toBe(
    'It falls silent at once and takes no new conversation. 2 conversations with it are cut off: visitors are told that it is away. 1 conversation with people goes on to the end.',
  );
  expect(switchWords('resume', busy)).toBeNull();
});

test('[DSK-1] what takes a switch back is its opposite', () => {
  for (const what of ['publish', 'unpublish', 'pause', 'resume'] as const) {
    const { undo } = switchedWords(what, 'Support');
    const [[key, value] = []] = Object.entries(switchChange(what));
    expect(switchChange(undo)).toEqual({ [String(key)]: !value });
  }
});

test('[DSK-1] three checks stand between an agent and its visitors', () => {
  expect(publishChecks(agent).map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(publishChecks({ trained: false, paused: true, public: false })).toEqual([
    { key: 'trained', ok: false, words: 'Not trained: teach it something below' },
    { key: 'running', ok: false, words: 'Paused: it answers nobody' },
    { key: 'public', ok: false, words: 'Private: only your team can ask it' },
  ]);
});
