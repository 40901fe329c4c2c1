import { SlackError } from '@belay/slack/error';
import { msToTs, tsToMs } from '@belay/slack/ids/ts';
import type { Channel, WorkspaceIdentity } from '@belay/slack/model';
import { Bell } from '../bell.ts';
import {
  defaultTemplate,
  parseScopeTemplate,
  type ScopeTemplate,
  ScopeTemplateError,
} from '../map/scope-template.ts';
import { type ChannelRecord, type Ledger, LedgerLost } from '../ports.ts';
import { beginAudit } from './audit.ts';
import { bindChannel } from './bind-channel.ts';
import { countedWorkspace } from './counted-workspace.ts';
import { lostMessage, type SyncOptions, type SyncPorts, SyncRefused } from './options.ts';
import { PeopleBook } from './people-book.ts';
import { rebuildLedger } from './rebuild-ledger.ts';
import { type Run, rulesOf, StopSwitch } from './run.ts';
import { isFollowedAs, selectChannels } from './select-channels.ts';
import { Tally } from './tally.ts';

const defaultWindowMs = 30 * 24 * 60 * 60_000;

/** A run that may begin, and the channels it follows as Slack shows them. */
export interface Begun {
  run: Run;
  selected: Channel[];
  /** every channel that the token can see */
  listed: Channel[];
}

/**
 * Checks everything that can be checked before the first write: template, token, selection, and
 * that the ledger belongs to this workspace. Throws `SyncRefused` with a sentence for a person.
 */
export async function begin(options: SyncOptions, ports: SyncPorts): Promise<Begun> {
  const template = templateOf(options);
  const tally = new Tally(ports.clock, ports.report);
  const workspace = countedWorkspace(ports.workspace, (method) => tally.request(method));
  const book = new PeopleBook(workspace);
  const stop = new StopSwitch();
  const rules = rulesOf(options);
  const run = { rules, template, workspace, tally, book, stop, ...shared(ports) };
  try {
    const identity = await workspace.identity(ports.signal);
    await checkLedger(ports.ledger, identity, template);
    const isNew = (await ports.ledger.value('team')) === undefined;
    const all: Channel[] = [];
    for await (const page of workspace.channels(ports.signal)) all.push(...page);
    const known = await ports.ledger.channels();
    const selected = selectChannels(all, options.channels, known);
    if (selected.length === 0 && known.length === 0)
      throw new SyncRefused(
        'no_channels',
        'There is no channel to sync: name one with its #name, and invite the bot to private ones.',
      );
    for (const refused of await book.load(all, ports.signal))
      tally.fail({ kind: 'workspace', code: refused.code, message: refused.message });
    const audit = await beginAudit(ports.ledger, rules, ports.clock.now());
    const begun = { ...run, identity, audit };
    if (isNew) await rebuildLedger(begun, options.acceptDuplicates ?? false);
    return { run: begun, selected, listed: all };
  } catch (error) {
    if (error instanceof LedgerLost) throw new SyncRefused('ledger_lost', lostMessage);
    if (!(error instanceof SlackError)) throw error;
    throw new SyncRefused('slack', error.message, { cause: error });
  }
}

/** Binds the followed channels and writes what makes the ledger this workspace's. */
export async function bindChannels(
  { run, selected, listed }: Begun,
  { since, channels }: SyncOptions,
): Promise<ChannelRecord[]> {
  const known = await run.ledger.channels();
  const retained = run.clock.now() - run.rules.retentionMs;
  const window = Math.max(since ?? run.clock.now() - defaultWindowMs, retained);
  // a bound is exclusive, and a moment given by a person is not
  const target = window <= 0 ? '0.000000' : msToTs(window);
  const bound: ChannelRecord[] = [];
  for (const channel of selected) {
    const others = known.filter(({ channelId }) => !bound.some((b) => b.channelId === channelId));
    const record = bindChannel(channel, [...others, ...bound], {
      teamId: run.identity.teamId,
      target,
    });
    const isRetained = tsToMs(record.target) >= retained;
    bound.push(isRetained ? record : { ...record, target: msToTs(retained) });
  }
  for (const record of bound) {
    run.channels.set(record.channelId, record);
    run.chunks.set(record.channelId, await run.ledger.chunks(record.channelId));
  }
  // an archive shows the channels that it has, which says nothing of others (SYN-8)
  const left = run.workspace.kind === 'archive' ? [] : leftOf(known, listed, bound);
  const isBound = new Set(bound.map(({ channelId }) => channelId));
  const named = known.filter(
    (record) =>
      !isBound.has(record.channelId) && channels?.some((text) => isFollowedAs(record, text)),
  );
  const lost = new Map([...named, ...left].map((record) => [record.channelId, record]));
  for (const { channelId, name, state, reason } of lost.values())
    if (state === 'left' || state === 'unreadable')
      run.tally.fail({
        kind: 'channel',
        channelId,
        channelName: name,
        code: state === 'left' ? 'channel_left' : 'channel_became_private',
        message: reason ?? leftMessage(name),
      });
  await run.ledger.commit({
    channels: [...bound, ...left],
    values: { team: run.identity.teamId, scope_template: run.template.source },
  });
  return bound;
}

/** Channels that are followed no longer, by no wish of ours: what they hold stays, marked (SYN-7). */
function leftOf(
  known: readonly ChannelRecord[],
  listed: readonly Channel[],
  bound: readonly ChannelRecord[],
): ChannelRecord[] {
  const visible = new Map(listed.map((channel) => [channel.id, channel]));
  const followed = new Set(bound.map(({ channelId }) => channelId));
  return known.flatMap((record): ChannelRecord[] => {
    const { channelId, name, state, isPrivate } = record;
    const shown = visible.get(channelId);
    if (followed.has(channelId)) return [];
    if (shown?.isPrivate && !isPrivate)
      return [{ ...record, isPrivate: true, state: 'unreadable', reason: becamePrivate(name) }];
    return shown || state === 'left'
      ? []
      : [{ ...record, state: 'left', reason: leftMessage(name) }];
  });
}

function leftMessage(name: string): string {
  return `Slack no longer shows #${name}: the bot was removed, or the channel deleted. Its memory stays.`;
}

function becamePrivate(name: string): string {
  return `#${name} became private and is followed no longer: name it among the channels to go on. Its memory stays.`;
}

function shared({ memory, ledger, clock }: SyncPorts) {
  return {
    memory,
    ledger,
    clock,
    channels: new Map(),
    chunks: new Map(),
    bell: new Bell(),
    recast: false,
    active: { count: 0 },
  } satisfies Partial<Run>;
}

function templateOf(options: SyncOptions): ScopeTemplate {
  try {
    return parseScopeTemplate(options.scopeTemplate ?? defaultTemplate(options.org));
  } catch (error) {
    if (!(error instanceof ScopeTemplateError)) throw error;
    throw new SyncRefused('invalid_scope_template', error.message, { cause: error });
  }
}

async function checkLedger(
  ledger: Ledger,
  identity: WorkspaceIdentity,
  template: ScopeTemplate,
): Promise<void> {
  const team = await ledger.value('team');
  if (team !== undefined && team !== identity.teamId)
    throw new SyncRefused(
      'workspace_changed',
      `This state belongs to the Slack workspace ${team}, and the token to ${identity.teamId} (${identity.domain}): use another state directory for it.`,
    );
  const before = await ledger.value('scope_template');
  if (before !== undefined && before !== template.source)
    throw new SyncRefused(
      'template_changed',
      `This state was begun with the scope template "${before}": go on with it, or use another state directory for "${template.source}".`,
    );
}
