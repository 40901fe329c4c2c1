import { expect, test } from 'vitest';
import { contactFields } from './contact-fields.ts';

const form = [
  { key: 'company', label: 'Company', kind: 'text' as const, required: false },
  { key: 'email', label: 'Work e-mail', kind: 'email' as const, required: true },
];

test('[DSK-2] a form is checked field by field, and says which one is wrong', () => {
  const fields = { company: ' Rope & Sons ', email: 'Ann@Rope.example' };
  expect(contactFields(form, fields, true)).toEqual([
    { key: 'company', label: 'Company', value: 'Rope & Sons' },
    { key: 'email', label: 'Work e-mail', value: 'ann@rope.example' },
  ]);
  const wrong = (given: Record<string, string>) => () => contactFields(form, given, true);
  expect(wrong({ company: 'Rope' })).toThrow('fields.email: Work e-mail is needed');
  expect(wrong({ email: 'ann@rope' })).toThrow('fields.email');
  expect(wrong({ ...fields, role: 'boss' })).toThrow('fields.role');
  expect(wrong({ ...fields, company: 'a\0b' })).toThrow();
});

test('[DSK-2] what is said in the chat may be any way to reach somebody', () => {
  expect(contactFields(form, { phone: '+49 (0)30 1234-567' }, false)).toEqual([
    { key: 'phone', label: 'Phone', value: '+49 (0)30 1234-567' },
  ]);
  for (const phone of ['12', 'call me', '+1 555 <b>', '1'.repeat(30), '=1+1'])
    expect(() => contactFields(form, { phone }, false)).toThrow('fields.phone');
  expect(() => contactFields(form, { email: ' ' }, false)).toThrow('nothing was filled in');
});
