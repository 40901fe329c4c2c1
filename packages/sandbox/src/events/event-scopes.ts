import { events } from '../oracle/oracle.ts';

/** Documented events that the reference extract lacks. */
const beyond: Record<string, readonly string[] | undefined> = {
  channel_archive: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_archive: ['groups:read'],
  group_unarchive: ['groups:read'],
};

/** The scopes of which an app needs one to hear an event; none: every app may. */
export function eventScopes(name: string): readonly string[] {
  return events[name]?.scopes ?? beyond[name] ?? [];
}
