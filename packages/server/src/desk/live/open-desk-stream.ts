import type { StreamReset } from '@belay/contract/desk/stream';
import { BelayError } from '@belay/contract/error';
import type { Context as HonoContext } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { openEventStream, streaming } from '../../live/event-stream.ts';
import { follow } from '../../live/follow.ts';
import { type Position, positionId, readPosition } from '../../live/position.ts';
import type { DeskAudience } from './desk-audience.ts';
import { deskPrefix, placeOf, tellingOf } from './desk-row.ts';
import { readPast } from './read-news.ts';

export interface DeskListener {
  audience: DeskAudience;
  /** uuid, where a visitor listens */
  visitor?: string;
  stands(): boolean;
  /** once, when nothing can be missed any more; answers what is done at the end, whoever ends it */
  onOpen?(): () => void;
}

/** Answers with the desk's news: those after `Last-Event-ID`, then everything as it comes. */
export async function openDeskStream(
  ctx: Context,
  c: HonoContext<AppEnv>,
  { audience, visitor, stands, onOpen }: DeskListener,
): Promise<Response> {
  const from = givenPlace(c.req.header('last-event-id'));
  if (c.env.incoming.method === 'HEAD')
    return c.body(null, 200, { 'Content-Type': 'text/event-stream' });
  const stream = openEventStream(c);
  return new Promise((resolve, reject) => {
    let isOpen = false;
    let onEnd: (() => void) | undefined;
    const onSeated = (since: Position) => {
      if (isOpen) return;
      isOpen = true;
      onEnd = onOpen?.();
      stream.write(': connected\n\n');
      // a reader that is cut off before its first event comes back to this place
      if (from === undefined) stream.write(`id: ${positionId(since, deskPrefix)}\n\n`);
      resolve(streaming);
    };
    const readOn = async (after: Position, since: Position) => {
      const past = await readPast(ctx.pool, audience, visitor, after);
      if (past.isLost) return { frames: resetFrame(since), next: since };
      const frames = past.rows.flatMap(
        (row) => tellingOf(ctx.fileLinks, row, placeOf(row))(audience) ?? [],
      );
      return { frames: frames.length > 0 ? Buffer.concat(frames) : undefined, next: past.next };
    };
    follow(
      {
        ...{ hub: ctx.deskHub, catchUp: ctx.deskHub.catchUp },
        ...{ audience, from, stands, readPast: readOn, onSeated },
      },
      stream,
    )
      .catch((error) => {
        // an answer that has begun can only end: the client comes back with its last id
        if (!isOpen) return reject(error);
        ctx.log.warn({ err: error }, 'a stream of the desk ended');
        stream.end();
      })
      .finally(() => onEnd?.());
  });
}

function givenPlace(id: string | undefined): Position | undefined {
  if (id === undefined) return undefined;
  const place = readPosition(id, deskPrefix);
  if (place) return place;
  throw new BelayError(
    'INVALID_QUERY',
    'Last-Event-ID is not one of this stream. Leave it out to begin with what is new.',
    { field: 'Last-Event-ID', reason: 'not an id of this stream' },
  );
}

function resetFrame(since: Position): string {
  const reset: StreamReset = {
    kind: 'reset',
    message: 'What you saw last is no longer kept. Read again what you show; what is new follows.',
  };
  return `id: ${positionId(since, deskPrefix)}\nevent: reset\ndata: ${JSON.stringify(reset)}\n\n`;
}
