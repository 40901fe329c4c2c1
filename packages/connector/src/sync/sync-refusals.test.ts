import { SlackError } from '@belay/slack/error';
import { describe, expect, it } from 'vitest';
import { MemoryError } from '../ports.ts';
import { MemoryLedger } from '../testing/memory-ledger.ts';
import { teamFixture } from '../testing/sync-fixture.ts';
import { sync } from './sync.ts';

describe('sync, when something is refused', () => {
  it('[SYN-4] a channel and a thread that fail are named; the others are complete', async () => {
    const { workspace, memory, run, again } = teamFixture();
    workspace.addChannel('C2', 'product');
    workspace.addChannel('C3', 'secret', { isMember: false });
    workspace.post('C123', '1773570600.000100', 'root');
    workspace.reply('C123', '1773570600.000100', '1773570601.000100', 'reply');
    workspace.post('C2', '1773570600.000100', 'elsewhere');
    workspace.faults.push(
      { method: 'conversations.replies', error: new SlackError('internal_error', 'Slack failed.') },
      { method: 'conversations.join', error: new SlackError('missing_scope', 'No.') },
    );
    const report = await run();
    expect(report.outcome).toBe('partial');
    expect(report.failures.map(({ kind, code }) => [kind, code])).toEqual([
      ['channel', 'not_in_channel'],
      ['thread', 'internal_error'],
    ]);
    expect(report.failures[1]?.retryAt).toBeGreaterThan(0);
    expect(memory.texts.toSorted()).toEqual(['elsewhere', 'root']);
    workspace.faults.length = 0;
    expect((await again()).outcome).toBe('done');
    expect(memory.texts).toContain('reply');
  });

  it('[SYN-6] the memory away: held and continued; away too long: given up, resumably', async () => {
    const { workspace, memory, run, again } = teamFixture();
    const full = () => new MemoryError('STORAGE_FULL', 'The disk is full.', { retriable: true });
    workspace.post('C123', '1773570600.000100', 'one');
    memory.outages.push(full(), full());
    expect((await run()).outcome).toBe('done');
    workspace.post('C123', '1773570601.000100', 'two');
    memory.outages.push(...Array.from({ length: 50 }, full));
    const report = await again({ patienceMs: 60_000 });
    expect(report.outcome).toBe('failed');
    expect(report.failures[0]).toMatchObject({ kind: 'memory', code: 'STORAGE_FULL' });
    memory.outages.length = 0;
    await again();
    expect(memory.texts).toEqual(['one', 'two']);
  });

  it('[SYN-7] an unknown channel is refused before anything is written', async () => {
    const { memory, ledger, run } = teamFixture();
    await expect(run({ channels: ['#enginering', '#engineering'] })).rejects.toThrow(
      'There is no channel "#enginering". Did you mean #engineering?',
    );
    expect(memory.captures).toBe(0);
    expect(await ledger.channels()).toEqual([]);
  });

  it('[KEY-5] keys that stand already are adopted, and an edit is a version', async () => {
    const { workspace, memory, ports } = teamFixture();
    // the ledger is lost, and the memory lists nothing of what it has
    memory.list = async () => ({ events: [] });
    const options = { org: 'acme', since: 0 };
    const message = workspace.post('C123', '1773570600.000100', 'one');
    workspace.post('C123', '1773570601.000100', 'two');
    await sync(options, ports);
    message.text = 'one, edited';
    const report = await sync(options, { ...ports, ledger: new MemoryLedger() });
    expect(report.outcome).toBe('done');
    expect(memory.texts).toEqual(['one', 'two', 'one, edited']);
    expect(report.counts).toMatchObject({ replayed: 2, versions: 1, messages: 0 });
  });

  it('[MAP-9] two channels of one name never share a scope; a rename keeps it', async () => {
    const { workspace, memory, run, again } = teamFixture();
    workspace.post('C123', '1773570600.000100', 'one');
    await run();
    const [first] = workspace.channelList;
    if (first) first.name = 'platform';
    workspace.addChannel('C9', 'engineering');
    workspace.post('C9', '1773570600.000100', 'other');
    workspace.post('C123', '1773570601.000100', 'two');
    await again();
    const scopes = Object.fromEntries(
      memory.live.map(({ content, scope }) => [content.kind === 'message' && content.text, scope]),
    );
    expect(scopes).toEqual({
      one: 'org:acme/source:slack/channel:engineering',
      two: 'org:acme/source:slack/channel:engineering',
      other: 'org:acme/source:slack/channel:engineering.C9',
    });
    expect(memory.live.at(-1)?.context?.labels).toBeDefined();
  });

  it('[SYN-4] a file that the memory refuses is named, and everything else goes on', async () => {
    const { workspace, memory, run } = teamFixture();
    workspace.bytes.set('F1', '{}');
    workspace.post('C123', '1773570600.000100', 'with a file', {
      files: [
        {
          id: 'F1',
          name: 'a.json',
          mimetype: 'application/json',
          size: 2,
          mode: 'hosted',
          urlPrivate: 'https://files.slack.com/F1',
          created: 0,
        },
      ],
    });
    memory.putBlob = async () => {
      throw new MemoryError('UNSUPPORTED_MEDIA_TYPE', 'No JSON, please.', { retriable: false });
    };
    const report = await run();
    expect(report).toMatchObject({
      outcome: 'partial',
      failures: [{ kind: 'file', code: 'UNSUPPORTED_MEDIA_TYPE', channelName: 'engineering' }],
    });
    expect(memory.texts).toEqual(['with a file']);
  });

  it('[SYN-11] a thread that Slack does not find, although its root stands there, keeps its replies', async () => {
    const { workspace, memory, run, again } = teamFixture();
    workspace.post('C123', '1773570600.000100', 'root');
    workspace.reply('C123', '1773570600.000100', '1773570601.000100', 'reply');
    await run();
    const error = new SlackError('thread_not_found', 'Slack finds no such thread.');
    workspace.faults.push({ method: 'conversations.replies', error });
    const report = await again({ audit: 'full' });
    expect(memory.texts).toEqual(['root', 'reply']);
    // no second read is asked for: the error is no reason to miss a reply
    expect(report.owed).toEqual({});
    expect(report.requests['conversations.replies']).toBe(1);
  });
});
