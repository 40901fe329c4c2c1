import type { ConnectorSettings } from '@belay/contract/connector';

/** A channel that was chosen: the id counts, the name is for people. */
export interface ChosenChannel {
  id: string;
  name: string;
}

/** The settings while somebody types: numbers may be half written, channels know their names. */
export interface SettingsForm {
  allPublic: boolean;
  chosen: ChosenChannel[];
  scopeTemplate: string;
  mode: ConnectorSettings['mode'];
  pollSeconds: string;
  includeBots: boolean;
  /** days as typed; null: everything */
  backfillDays: string | null;
  files: boolean;
  deletes: ConnectorSettings['deletes'];
  /** days as typed; null: kept */
  retentionDays: string | null;
  redactEmails: boolean;
  redactPhones: boolean;
}

/** The seed's defaults. Polling, until something is there that brings events. */
export function newSettings(rootScope: string): SettingsForm {
  return {
    allPublic: true,
    chosen: [],
    scopeTemplate: `${rootScope}/source:slack/channel:{channel}`,
    mode: 'polling',
    pollSeconds: '10',
    includeBots: false,
    backfillDays: '30',
    files: true,
    deletes: 'forget',
    retentionDays: null,
    redactEmails: false,
    redactPhones: false,
  };
}

/** Saved settings for the form; `names` of channels where they are known. */
export function formOf(
  settings: ConnectorSettings,
  names: ReadonlyMap<string, string>,
): SettingsForm {
  const { channels } = settings;
  const all = channels === 'all_public';
  return {
    allPublic: all,
    chosen: all ? [] : channels.map((id) => ({ id, name: names.get(id) ?? id })),
    scopeTemplate: settings.scope_template,
    mode: settings.mode,
    pollSeconds: String(settings.poll_seconds),
    includeBots: settings.include_bots,
    backfillDays: settings.backfill_days === null ? null : String(settings.backfill_days),
    files: settings.files,
    deletes: settings.deletes,
    retentionDays: settings.retention_days === null ? null : String(settings.retention_days),
    redactEmails: settings.redact.emails,
    redactPhones: settings.redact.phones,
  };
}

/** What is sent. Only sound when `settingsProblems` found nothing. */
export function settingsOf(form: SettingsForm): ConnectorSettings {
  return {
    channels: form.allPublic ? 'all_public' : form.chosen.map(({ id }) => id),
    scope_template: form.scopeTemplate.trim(),
    mode: form.mode,
    poll_seconds: Number(form.pollSeconds),
    include_bots: form.includeBots,
    backfill_days: form.backfillDays === null ? null : Number(form.backfillDays),
    files: form.files,
    deletes: form.deletes,
    retention_days: form.retentionDays === null ? null : Number(form.retentionDays),
    redact: { emails: form.redactEmails, phones: form.redactPhones },
  };
}
