import type { LeadField } from '@belay/contract/desk/agent';
import { email, plain } from '@belay/contract/desk/text';
import { BelayError } from '@belay/contract/error';

/** By field key, e.g. `{email: 'ann@rope.example'}`. */
export type LeadFields = Record<string, string>;
export interface FilledField {
  key: string;
  label: string;
  value: string;
}

/** What can be given beside the fields of a form, e.g. in the chat. */
const usual: LeadField[] = [
  { key: 'name', label: 'Name', kind: 'text', required: false },
  { key: 'email', label: 'E-mail', kind: 'email', required: false },
  { key: 'phone', label: 'Phone', kind: 'phone', required: false },
];
const text = plain(500);

/**
 * What was given, checked by the kind of its field. With `isForm` all of the form has to be there;
 * else only what is known by name counts. Throws INVALID_BODY that names the field.
 */
export function contactFields(
  form: LeadField[],
  given: LeadFields,
  isForm: boolean,
): FilledField[] {
  const fields = isForm ? form : [...form, ...usual.filter(({ key }) => !has(form, key))];
  for (const key of Object.keys(given))
    if (!has(fields, key)) throw invalid(key, 'this form has no such field');
  const filled = fields.flatMap(({ key, label, kind, required }) => {
    const value = text.parse(given[key] ?? '').trim();
    if (value === '') {
      if (isForm && required) throw invalid(key, `${label} is needed`);
      return [];
    }
    return [{ key, label, value: checked(kind, key, value) }];
  });
  if (filled.length === 0) throw invalid('', 'nothing was filled in');
  return filled;
}

function has(fields: LeadField[], key: string): boolean {
  return fields.some((field) => field.key === key);
}

function checked(kind: LeadField['kind'], key: string, value: string): string {
  if (kind === 'email') {
    const address = email.safeParse(value);
    if (!address.success) throw invalid(key, 'this can’t be an e-mail address');
    return address.data;
  }
  if (kind === 'phone' && !isPhone(value)) throw invalid(key, 'this can’t be a phone number');
  return value;
}

/** As people write them: digits, and what parts or extends them; 15 digits at most (E.164). */
function isPhone(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return /^\+?[\d\s()./-]+(\s*(x|ext\.?)\s*\d{1,6})?$/i.test(value) && digits >= 6 && digits <= 21;
}

function invalid(key: string, reason: string): BelayError {
  return new BelayError('INVALID_BODY', `fields${key && `.${key}`}: ${reason}.`, {
    field: key ? `fields.${key}` : 'fields',
    reason,
  });
}
