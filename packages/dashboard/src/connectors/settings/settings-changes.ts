import type { ConnectorSettings } from '@belay/contract/connector';
import { formatCount } from '../../ui/format-number.ts';
import { namedList } from '../channels/pasted-names.ts';

/** One line of the preview: what it was, what it will be, and what follows from it. */
export interface SettingsChange {
  what: string;
  before: string;
  after: string;
  /** what happens next, where that isn't plain */
  effect?: string;
  /** memory is lost by it */
  forgets?: true;
}

type Names = (id: string) => string;

/** What saving would change, in the order of the form. Empty: nothing. Pure. */
export function settingsChanges(
  before: ConnectorSettings,
  after: ConnectorSettings,
  nameOf: Names,
): SettingsChange[] {
  return [
    ...channelChange(before, after, nameOf),
    ...plain('Scope template', before.scope_template, after.scope_template, () => ({
      effect: 'New messages go to the new scopes. What was written stays where it is.',
    })),
    ...plain('Sync mode', modes[before.mode], modes[after.mode], () => ({})),
    ...(after.mode === 'polling'
      ? plain('Looks every', `${before.poll_seconds} s`, `${after.poll_seconds} s`, () => ({}))
      : []),
    ...plain('Messages of bots', captured(before.include_bots), captured(after.include_bots), () =>
      after.include_bots
        ? { effect: 'The window is read again for what was skipped.' }
        : { effect: 'What is in the memory stays.' },
    ),
    ...plain('Backfill window', windowWords(before), windowWords(after), () =>
      reach(after) > reach(before)
        ? { effect: 'The older messages are read now.' }
        : { effect: 'Messages that were read already stay.' },
    ),
    ...plain('Files', captured(before.files), captured(after.files), () =>
      after.files
        ? { effect: 'Files of the window are fetched.' }
        : { effect: 'Fetched files stay.' },
    ),
    ...plain(
      'Deleted in Slack',
      deletes[before.deletes],
      deletes[after.deletes],
      (): Consequence =>
        after.deletes === 'forget'
          ? { effect: 'What Slack deletes from now on is forgotten.', forgets: true }
          : { effect: 'What Slack deletes from now on stays in the memory.' },
    ),
    ...plain('Kept for', keptWords(before), keptWords(after), () =>
      isShorter(before, after)
        ? { effect: `Older messages than ${keptWords(after)} are forgotten.`, forgets: true }
        : { effect: 'Forgotten messages do not come back by themselves.' },
    ),
    ...plain('E-mail addresses', cut(before.redact.emails), cut(after.redact.emails), fromNow),
    ...plain('Phone numbers', cut(before.redact.phones), cut(after.redact.phones), fromNow),
  ];
}

type Consequence = Pick<SettingsChange, 'effect' | 'forgets'>;

const modes = { realtime: 'Real-time', polling: 'Polling' } as const;
const deletes = { forget: 'forgotten here too', keep: 'kept here' } as const;
const captured = (yes: boolean) => (yes ? 'captured' : 'skipped');
const cut = (yes: boolean) => (yes ? 'cut out' : 'kept');
const fromNow = (): Consequence => ({ effect: 'Holds for what is written from now on.' });

function plain(
  what: string,
  before: string,
  after: string,
  consequence: () => Consequence,
): SettingsChange[] {
  return before === after ? [] : [{ what, before, after, ...consequence() }];
}

function channelChange(
  before: ConnectorSettings,
  after: ConnectorSettings,
  nameOf: Names,
): SettingsChange[] {
  const words = ({ channels }: ConnectorSettings) =>
    channels === 'all_public' ? 'all public channels' : formatCount(channels.length, 'channel');
  if (before.channels === 'all_public' || after.channels === 'all_public')
    return plain('Channels', words(before), words(after), () => ({
      effect:
        after.channels === 'all_public'
          ? 'Every public channel is read, new ones too.'
          : 'The other channels are no longer followed; their memory stays.',
    }));
  const [was, will] = [new Set(before.channels), new Set(after.channels)];
  const added = after.channels.filter((id) => !was.has(id)).map(nameOf);
  const gone = before.channels.filter((id) => !will.has(id)).map(nameOf);
  if (added.length === 0 && gone.length === 0) return [];
  const sentences = [
    ...(added.length > 0 ? [`${namedList(added)} will be read.`] : []),
    ...(gone.length > 0 ? [`${namedList(gone)} no longer; the memory of it stays.`] : []),
  ];
  return [
    { what: 'Channels', before: words(before), after: words(after), effect: sentences.join(' ') },
  ];
}

const reach = ({ backfill_days }: ConnectorSettings) => backfill_days ?? Number.POSITIVE_INFINITY;

function windowWords({ backfill_days }: ConnectorSettings): string {
  if (backfill_days === null) return 'everything';
  return backfill_days === 0 ? 'nothing older than the start' : days(backfill_days);
}

function keptWords({ retention_days }: ConnectorSettings): string {
  return retention_days === null ? 'good' : days(retention_days);
}

function isShorter(before: ConnectorSettings, after: ConnectorSettings): boolean {
  return (
    (after.retention_days ?? Number.POSITIVE_INFINITY) <
    (before.retention_days ?? Number.POSITIVE_INFINITY)
  );
}

function days(count: number): string {
  return formatCount(count, 'day');
}
