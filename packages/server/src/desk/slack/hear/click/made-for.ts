import { type ButtonValue, parseButtonValue } from '@belay/slack/cards/button-value';
import { z } from 'zod';
import { uuidOf } from '../../../../memory/ids.ts';

/** What a button was made for; ids are uuids. */
export type Made = ButtonValue;

const guid = z.guid();

/** Undefined for what no button of ours holds. */
export function madeFor(value: string | undefined): Made | undefined {
  const raw = parseButtonValue(value);
  if (!raw) return undefined;
  const conversation = uuid('cnv', raw.conversation);
  if (conversation === undefined) return undefined;
  return {
    conversation,
    epoch: raw.epoch,
    claim: raw.claim === null ? null : (uuid('clm', raw.claim) ?? nothing),
    line: raw.line === null ? null : (uuid('hld', raw.line) ?? nothing),
  };
}

/** No row has it: a button for something that never was is stale, not without condition. */
export const nothing = '00000000-0000-0000-0000-000000000000';

function uuid(prefix: string, id: string): string | undefined {
  return guid.safeParse(id).success ? id.toLowerCase() : uuidOf(prefix, id);
}
