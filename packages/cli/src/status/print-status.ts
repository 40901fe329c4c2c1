import { printable, type Terminal } from '../door/terminal.ts';
import { wrap } from '../door/wrap.ts';
import { ago } from '../progress/ago.ts';
import { captured, count, owedInWords, plural, some } from '../progress/figures.ts';
import type { ChannelStatus, ConnectorStatus } from './read-status.ts';

const widestName = 24;
const maxReasons = 5;

/** One workspace for a person: the answer, the last run, then a line per channel. */
export function printConnector(
  name: string,
  connector: ConnectorStatus,
  terminal: Terminal,
  now: number,
): void {
  const { workspace, team_id: team, memory } = connector;
  const title = workspace ? `${printable(workspace)} (${team}) → ${memory}` : name;
  terminal.line(terminal.style('bold', title));
  const say = (text: string) => paragraph(terminal, text, '  ');
  say(answer(Object.values(connector.channels)));
  const run = lastRunInWords(connector, now);
  if (run) say(run);
  if (connector.redacted) say(`${plural(connector.redacted, 'redaction')} so far.`);
  if (connector.trouble)
    say(`The ledger can’t be read (${connector.trouble}); these are the cursors as last drawn.`);
  printReasons(connector, terminal);
  printChannels(Object.values(connector.channels), terminal, now);
}

function answer(channels: ChannelStatus[]): string {
  if (channels.length === 0) return 'No channel is followed yet.';
  const proved = channels.filter(isProved);
  const oldest = Math.min(...proved.map(({ proof }) => proof?.messagesThrough ?? Number.NaN));
  const head = `${proved.length} of ${plural(channels.length, 'channel')} ${proved.length === 1 ? 'is' : 'are'} proved complete`;
  const through = Number.isFinite(oldest)
    ? ` through ${new Date(oldest).toISOString().replace(/\.\d+Z$/, 'Z')}`
    : '';
  const rest = channels.filter((channel) => !isProved(channel)).map(({ name }) => `#${name}`);
  const others = rest.length === 0 ? '' : `; not yet: ${some(rest)}`;
  return printable(`${head}${through}${others}.`);
}

function isProved({ state, proof }: ChannelStatus): boolean {
  return (
    (state === 'active' || state === 'archived') &&
    proof?.messagesThrough !== undefined &&
    proof.threadsAsOf !== undefined
  );
}

function lastRunInWords({ last_run: run }: ConnectorStatus, now: number): string | undefined {
  if (!run?.ended_at) return undefined;
  const said = 'counts' in run ? `: ${captured(run.counts)}` : '';
  return `Last run ${ago(Date.parse(run.ended_at), now)}, ${run.outcome}${said}.`;
}

/** What the last run met beyond the channels, whose notes name the rest. */
function printReasons({ last_run: run }: ConnectorStatus, terminal: Terminal): void {
  const failures = (run && 'failures' in run ? run.failures : []).filter(
    ({ kind }) => kind === 'workspace' || kind === 'memory',
  );
  for (const { count: times, places, message, code } of failures.slice(0, maxReasons)) {
    paragraph(
      terminal,
      `${some(places, Math.max(times, places.length))}: ${message} (${code})`,
      '  ! ',
      '    ',
    );
  }
}

function printChannels(channels: ChannelStatus[], terminal: Terminal, now: number): void {
  if (channels.length === 0) return;
  const names = channels.map(({ name }) => shortened(`#${printable(name)}`));
  const width = Math.max('channel'.length, ...names.map((name) => name.length));
  const line = (cells: [string, string, string, string, string]) => {
    const [name, messages, ...moments] = cells;
    const row = [name.padEnd(width), messages.padStart(8), ...moments.map((m) => m.padEnd(12))];
    return `  ${row.join('  ')}`.trimEnd();
  };
  terminal.line();
  const head = line(['channel', 'messages', 'through', 'threads', 'reply edits']);
  terminal.line(terminal.style('dim', head));
  channels.forEach((channel, i) => {
    const { proof } = channel;
    const moments: [string, string, string] = [
      ago(proof ? proof.messagesThrough : drawnMoment(channel), now),
      ago(proof?.threadsAsOf, now),
      ago(proof?.replyEditsAsOf, now),
    ];
    terminal.line(line([names[i] ?? '', count(channel.messages), ...moments]));
    for (const note of notesOf(channel, now)) paragraph(terminal, note, '    ', '      ');
  });
}

/** What a channel has beside its moments: why it stands still, what is owed, what could not be had. */
function notesOf({ state, reason, proof, debts }: ChannelStatus, now: number): string[] {
  const notes: string[] = [];
  if (state === 'archived') notes.push(reason ?? 'archived');
  else if (state !== 'active') notes.push(`! ${reason ?? state}`);
  const reached = proof?.messagesThrough === undefined ? proof?.reachedBack : undefined;
  if (reached !== undefined)
    notes.push(`read back to ${new Date(reached).toISOString().slice(0, 10)} so far`);
  const { exception: _named, ...owed } = proof?.owed ?? debts;
  const left = owedInWords(owed);
  if (left) notes.push(`to do: ${left}`);
  const reasons = new Map<string, { kind: string; times: number; retryAt: number | undefined }>();
  for (const { kind, reason: why, retryAt } of proof?.exceptions ?? []) {
    const known = reasons.get(why) ?? { kind, times: 0, retryAt };
    reasons.set(why, { ...known, times: known.times + 1 });
  }
  for (const [why, { kind, times, retryAt }] of [...reasons].slice(0, maxReasons)) {
    const what = kind === 'exception' ? plural(times, 'exception') : owedInWords({ [kind]: times });
    const again =
      retryAt === undefined
        ? 'not tried again until it changes'
        : `tried again ${soon(retryAt - now)}`;
    notes.push(`! ${what}: ${why} (${again})`);
  }
  if (reasons.size > maxReasons)
    notes.push(`… and ${count(reasons.size - maxReasons)} more reasons (--json names all)`);
  return notes.map(printable);
}

function soon(ms: number): string {
  return ms <= 0
    ? 'in the next run'
    : `in ${Math.max(1, Math.round(ms / 60_000))} min at the earliest`;
}

function paragraph(terminal: Terminal, text: string, first: string, rest = first): void {
  for (const line of wrap(printable(text), terminal.columns, first, rest)) terminal.line(line);
}

function shortened(name: string): string {
  return name.length > widestName ? `${name.slice(0, widestName - 1)}…` : name;
}

/** A cursor's own moment is that of the newest page, whole or not. */
function drawnMoment({ complete, messages_through: text }: ChannelStatus): number | undefined {
  return complete && text !== undefined ? Date.parse(text) : undefined;
}
