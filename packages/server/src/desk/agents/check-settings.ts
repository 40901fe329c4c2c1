import type { AgentSettings } from '@belay/contract/desk/agent';
import { BelayError } from '@belay/contract/error';

/** What a schema of single fields can't say. Throws 422 with the field. */
export function checkSettings({ lead_form, languages, hours }: AgentSettings): void {
  const keys = lead_form.fields.map(({ key }) => key);
  const twice = keys.findIndex((key, index) => keys.indexOf(key) < index);
  if (twice >= 0)
    throw wrong(`lead_form.fields.${twice}.key`, `"${keys[twice]}" is the key of another field`);
  const asks = lead_form.fields.some(({ kind }) => kind !== 'text');
  if (lead_form.when !== 'never' && !asks)
    throw wrong('lead_form.fields', 'one field has to be an e-mail address or a phone number');
  if (new Set(languages).size < languages.length)
    throw wrong('languages', 'a language stands there twice');
  const dates = hours?.holidays.map(({ date }) => date) ?? [];
  const again = dates.findIndex((date, index) => dates.indexOf(date) < index);
  if (again >= 0)
    throw wrong(`hours.holidays.${again}.date`, `${dates[again]} stands there already`);
}

function wrong(field: string, reason: string): BelayError {
  return new BelayError('INVALID_BODY', `settings.${field}: ${reason}.`, {
    field: `settings.${field}`,
    reason,
  });
}
