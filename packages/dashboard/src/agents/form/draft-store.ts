import { noDraft, type SettingsDraft } from './settings-draft.ts';

const key = (tenant: string, agent: string) => `belay.agent-draft.${tenant}.${agent}`;

/** What was changed and not saved in this tab: it outlives a reload and a look at another page. */
export function openDraft(storage: Storage, tenant: string, agent: string): SettingsDraft {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key(tenant, agent)) ?? 'null');
    // written below by this version of the page or by none: the server checks what is sent
    if (isDraft(kept)) return kept;
  } catch {
    // a browser that keeps nothing, or something else wrote there
  }
  return noDraft;
}

export function keepDraft(
  storage: Storage,
  tenant: string,
  agent: string,
  draft: SettingsDraft,
): void {
  try {
    if (Object.keys(draft.changes).length === 0) storage.removeItem(key(tenant, agent));
    else storage.setItem(key(tenant, agent), JSON.stringify(draft));
  } catch {
    // full or closed: the draft lives as long as the page
  }
}

function isDraft(value: unknown): value is SettingsDraft {
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
