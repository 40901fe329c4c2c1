import type { LeadView } from '@belay/contract/desk/visitor';

const vias: Record<LeadView['via'], string> = {
  form: 'Form',
  chat: 'Chat',
  identity: 'Signed identity',
};

/** How the details came. Pure. */
export function viaWords(via: LeadView['via']): string {
  return vias[via];
}

/** The value by which a lead is known: a name, else the first contact detail. Pure. */
export function leadName({ fields }: Pick<LeadView, 'fields'>): string {
  const named = ['name', 'full_name', 'email', 'phone'];
  for (const key of named) {
    const value = fields.find((field) => field.key === key)?.value;
    if (value) return value;
  }
  return fields.find(({ value }) => value !== '')?.value ?? 'Without details';
}

/** All other fields in one line. Pure. */
export function leadDetails(lead: Pick<LeadView, 'fields'>): string {
  const name = leadName(lead);
  return lead.fields
    .filter(({ value }) => value !== '' && value !== name)
    .map(({ label, value }) => `${label}: ${value}`)
    .join(' · ');
}
