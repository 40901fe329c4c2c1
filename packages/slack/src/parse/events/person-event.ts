import type { PersonEvent } from '../event.ts';
import type { Fields } from '../fields.ts';
import { parsePerson } from '../person.ts';

export function personEvent(event: Fields): PersonEvent | undefined {
  const person = parsePerson(event.user);
  if (!person) return undefined;
  return { kind: event.type === 'team_join' ? 'person_joined' : 'person_changed', person };
}
