import { BelayError } from '@belay/contract/error';
import { forgetBody, sourceDeletedNote } from '@belay/contract/read';
import { Hono } from 'hono';
import type { z } from 'zod';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { publicId, uuidOf } from '../ids.ts';
import { belowScope } from '../scope-range.ts';
import { forgetEvents } from './forget-events.ts';

/** `POST /v1/forget`: by ids or selector, within a scope and all below it (MEM-8). */
export function forgetRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/v1/forget', async (c) => {
    const caller = c.get('caller');
    const body = await parseBody(c, forgetBody);
    refuseUnclear(body);
    const note = body.audit_note ?? body.reason ?? '';
    const ofEvents = body.cascade === 'redact_events';
    authorize(caller, `forget.cascade.${body.cascade}`, body.scope);
    const deleted = { events: 0, episodes: 0, facts: 0, beliefs: 0, understanding: 0 };
    // derived_only erases what was derived; Belay derives nothing but its index
    if (!ofEvents) return c.json({ deleted, audit_id: null });
    const ids = await select(ctx, caller.tenant, body);
    const { erased, auditId } = await forgetEvents(ctx, caller, ids, {
      note,
      keys: note.startsWith(sourceDeletedNote) ? 'keep' : 'release',
      scope: body.scope,
    });
    return c.json({
      deleted: { ...deleted, events: erased },
      audit_id: publicId('audit', auditId),
    });
  });
}

type Body = z.output<typeof forgetBody>;

function refuseUnclear({ selector, confirm_all }: Body): void {
  const named = Object.values(selector).some((value) => value !== undefined);
  if (!named && confirm_all !== true)
    throw new BelayError(
      'EMPTY_SELECTOR_WITHOUT_CONFIRMATION',
      'Nothing is selected. Name memory_ids, a subject or a span, or say confirm_all: true to forget the whole scope.',
    );
  if (named && confirm_all === true)
    throw new BelayError(
      'AMBIGUOUS_SELECTOR_CONFIRM_ALL',
      'A selector and confirm_all contradict each other. Send one of them.',
    );
}

async function select(ctx: Context, tenant: string, { scope, selector }: Body): Promise<string[]> {
  const { rows } = await ctx.pool.query<{ id: string }>(
    `select id from event
     where tenant = $1 and ${belowScope('scope', '$2::text')}
       and ($3::uuid[] is null or id = any($3))
       and ($4::text is null or subject = $4 or observed_actor = $4)
       and ($5::timestamptz is null or recorded_at >= $5) and ($6::timestamptz is null or recorded_at < $6)
       and ($7::timestamptz is null or observed_at >= $7) and ($8::timestamptz is null or observed_at < $8)
       and (forgotten_at is null or $3::uuid[] is not null)`,
    [
      tenant,
      scope,
      selector.memory_ids?.map((id) => uuidOf('evt', id)) ?? null,
      selector.about_subject ?? null,
      selector.recorded_during?.from ?? null,
      selector.recorded_during?.to ?? null,
      selector.valid_during?.from ?? null,
      selector.valid_during?.to ?? null,
    ],
  );
  return rows.map((row) => row.id);
}
