import type { ActionParameter } from '@belay/contract/desk/action';

export type ReadValue = { ok: true; value: string } | { ok: false; kind: ActionParameter['kind'] };

const longestText = 500;

/** What a visitor's words say of a parameter, by its kind. Pure. */
export function readValue({ kind, choices }: ActionParameter, said: string): ReadValue {
  const text = said.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const value = read(kind, choices, text);
  return value === undefined ? { ok: false, kind } : { ok: true, value };
}

function read(kind: ActionParameter['kind'], choices: string[], text: string): string | undefined {
  switch (kind) {
    case 'text':
      return text === '' || text.length > longestText ? undefined : text;
    case 'number':
      return numberIn(text);
    case 'email':
      return /(?:^|[\s<(:,])([^\s@<>(),;:"']{1,64}@[^\s@<>(),;:"']{1,180}\.[\p{L}\p{N}-]{2,63})(?=$|[\s>),.;!])/u
        .exec(text)?.[1]
        ?.toLowerCase();
    case 'phone':
      return phoneIn(text);
    case 'date':
      return dateIn(text);
    case 'choice':
      return choiceIn(choices, text);
  }
}

/** "1,234.50", "1.234,50" and "about 3" are numbers; two numbers are not one. */
function numberIn(text: string): string | undefined {
  const found = text.match(/[-+]?\d[\d.,' ]*/g);
  if (found?.length !== 1) return undefined;
  const digits = (found[0] ?? '').replace(/[' ]/g, '').replace(/[.,]$/, '');
  const separator = /[.,](?=\d{1,2}$)|[.,](?=\d{4,}$)/.exec(digits);
  const plain = separator
    ? `${digits.slice(0, separator.index).replace(/[.,]/g, '')}.${digits.slice(separator.index + 1)}`
    : digits.replace(/[.,](?=\d{3})/g, '');
  return plain.length <= 20 && Number.isFinite(Number(plain)) ? String(Number(plain)) : undefined;
}

function phoneIn(text: string): string | undefined {
  const [found] = /\+?\(?\d[\d\s()/.-]{5,30}\d/.exec(text) ?? [];
  const digits = found?.replace(/\D/g, '') ?? '';
  if (digits.length < 6 || digits.length > 15) return undefined;
  return `${found?.startsWith('+') ? '+' : ''}${digits}`;
}

/** ISO, or day first with dots, slashes or hyphens; the day has to exist. */
function dateIn(text: string): string | undefined {
  const iso = /\b(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(text);
  const dayFirst = /\b(\d{1,2})[-/.]\s?(\d{1,2})[-/.]\s?(\d{4})\b/.exec(text);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : [dayFirst?.[3], dayFirst?.[2], dayFirst?.[1]];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date ? undefined : date;
}

/** The choice itself, its number in the list, or the one that is named. */
function choiceIn(choices: string[], text: string): string | undefined {
  const wanted = text.toLowerCase().replace(/[.!]+$/, '');
  const exact = choices.find((choice) => choice.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  if (/^\d{1,2}$/.test(wanted)) return choices[Number(wanted) - 1];
  const named = choices.filter((choice) => wanted.includes(choice.toLowerCase()));
  return named.length === 1 ? named[0] : undefined;
}
