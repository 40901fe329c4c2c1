import { z } from 'zod';
import { newSettings, type SettingsForm } from '../settings/settings-form.ts';

/** How the new Slack app will bring its events. */
export type Transport = 'http' | 'socket';

/** Everything of the form that may be kept while a tab lives: never a token or a secret (SEC-1). */
export interface Draft {
  name: string;
  transport: Transport;
  settings: SettingsForm;
}

const chosen = z.object({ id: z.string(), name: z.string() });
const stored = z.object({
  name: z.string(),
  transport: z.enum(['http', 'socket']),
  settings: z.object({
    allPublic: z.boolean(),
    chosen: z.array(chosen),
    scopeTemplate: z.string(),
    mode: z.enum(['realtime', 'polling']),
    pollSeconds: z.string(),
    includeBots: z.boolean(),
    backfillDays: z.string().nullable(),
    files: z.boolean(),
    deletes: z.enum(['forget', 'keep']),
    retentionDays: z.string().nullable(),
    redactEmails: z.boolean(),
    redactPhones: z.boolean(),
  }),
});

/** Where drafts lie; a browser's `sessionStorage` is one. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = (tenant: string) => `belay:add-slack:${tenant}`;

export function newDraft(rootScope: string): Draft {
  return { name: '', transport: 'socket', settings: newSettings(rootScope) };
}

/** The kept draft of an organisation, or a new one; a draft of an older form is dropped. */
export function openDraft(shelf: Shelf, tenant: string, rootScope: string): Draft {
  try {
    const read = stored.safeParse(JSON.parse(shelf.getItem(key(tenant)) ?? 'null'));
    return read.success ? read.data : newDraft(rootScope);
  } catch {
    return newDraft(rootScope);
  }
}

/** Keeps what the schema names and nothing else. A full or forbidden storage loses the draft only. */
export function keepDraft(shelf: Shelf, tenant: string, draft: Draft): void {
  try {
    shelf.setItem(key(tenant), JSON.stringify(stored.parse(draft)));
  } catch {
    // typing goes on without it
  }
}

export function dropDraft(shelf: Shelf, tenant: string): void {
  try {
    shelf.removeItem(key(tenant));
  } catch {
    // nothing was kept there
  }
}
