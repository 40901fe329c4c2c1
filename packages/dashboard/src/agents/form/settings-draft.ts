import type { AgentSettings } from '@belay/contract/desk/agent';

/** What somebody changed and has not saved yet, setting by setting. */
export interface SettingsDraft<Settings extends object = AgentSettings> {
  changes: Partial<Settings>;
  /** what stood when each of them was first changed: tells whether a colleague was faster */
  from: Partial<Settings>;
}

export const noDraft = { changes: {}, from: {} };

/** The draft with these settings changed. One that is as it stands again is no change. */
export function changeDraft<Settings extends object>(
  draft: SettingsDraft<Settings>,
  standing: Settings,
  next: Partial<Settings>,
): SettingsDraft<Settings> {
  const changes = { ...draft.changes };
  const from = { ...draft.from };
  for (const key of keysOf(next)) {
    if (same(next[key], standing[key])) {
      delete changes[key];
      delete from[key];
      continue;
    }
    Object.assign(changes, { [key]: next[key] });
    if (!(key in from)) Object.assign(from, { [key]: standing[key] });
  }
  return { changes, from };
}

/** What the form shows: what stands, with the changes over it. */
export function drafted<Settings extends object>(
  standing: Settings,
  draft: SettingsDraft<Settings>,
): Settings {
  return { ...standing, ...draft.changes };
}

/** What a colleague changed while it was being changed here: saving would replace theirs. */
export function overtaken<Settings extends object>(
  standing: Settings,
  draft: SettingsDraft<Settings>,
): (keyof Settings)[] {
  return keysOf(draft.changes).filter(
    (key) => !same(draft.from[key], standing[key]) && !same(draft.changes[key], standing[key]),
  );
}

/** The draft after these changes were saved; what was typed meanwhile is still one. */
export function savedDraft<Settings extends object>(
  draft: SettingsDraft<Settings>,
  sent: Partial<Settings>,
): SettingsDraft<Settings> {
  const changes = { ...draft.changes };
  const from = { ...draft.from };
  for (const key of keysOf(sent)) {
    if (same(changes[key], sent[key])) delete changes[key];
    if (key in changes) Object.assign(from, { [key]: sent[key] });
    else delete from[key];
  }
  return { changes, from };
}

export function keysOf<Settings extends object>(settings: Partial<Settings>): (keyof Settings)[] {
  // settings have no other keys: they are parsed by the server and made by this form
  return Object.keys(settings) as (keyof Settings)[];
}

/** Deep, and blind to the order of keys: JSON of the database has another one. */
function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const [ones, others] = [Object.entries(one), Object.entries(other)];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    ones.length === others.length &&
    ones.every(([key, value]) => key in other && same(value, (other as typeof one)[key as never]))
  );
}
