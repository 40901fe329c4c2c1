import { noDraft, type SettingsDraft } from './settings-draft.ts';

/** What was changed and not saved in this tab: it outlives a reload and a look at another page. */
export function openDraft<Settings extends object>(
  storage: Storage,
  key: string,
): SettingsDraft<Settings> {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    // written below by this version of the page or by none: the server checks what is sent
    if (isDraft(kept)) return kept as SettingsDraft<Settings>;
  } catch {
    // a browser that keeps nothing, or something else wrote there
  }
  return noDraft;
}

export function keepDraft<Settings extends object>(
  storage: Storage,
  key: string,
  draft: SettingsDraft<Settings>,
): void {
  try {
    if (Object.keys(draft.changes).length === 0) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(draft));
  } catch {
    // full or closed: the draft lives as long as the page
  }
}

function isDraft(value: unknown): value is { changes: object; from: object } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'changes' in value &&
    'from' in value &&
    typeof value.changes === 'object' &&
    typeof value.from === 'object' &&
    value.changes !== null &&
    value.from !== null
  );
}
