import type { ActionParameter } from '@belay/contract/desk/action';
import { email } from '@belay/contract/desk/text';
import { z } from 'zod';

export interface ParameterProblem {
  key: string;
  /** `missing`, or what kind it isn't */
  reason: 'missing' | ActionParameter['kind'];
}

const mostCharacters = 1_000;
const isoDate = z.iso.date();

/**
 * What was gathered in the chat, by kind; values come out as they are recorded and sent. Empty ones
 * count as missing, keys that nobody asked for are left out.
 */
export function checkParameters(
  parameters: readonly ActionParameter[],
  given: Readonly<Record<string, unknown>>,
): { values: Record<string, string>; problems: ParameterProblem[] } {
  const values: Record<string, string> = {};
  const problems: ParameterProblem[] = [];
  for (const parameter of parameters) {
    const { key, required, kind } = parameter;
    const raw = textOf(Object.hasOwn(given, key) ? given[key] : undefined);
    if (raw === '') {
      if (required) problems.push({ key, reason: 'missing' });
      continue;
    }
    const value = raw === undefined ? undefined : readKind(parameter, raw);
    if (value === undefined) problems.push({ key, reason: kind });
    else values[key] = value;
  }
  return { values, problems };
}

/** Undefined: nothing that a person could have typed. */
function textOf(given: unknown): string | undefined {
  if (given === undefined || given === null) return '';
  if (typeof given === 'number' || typeof given === 'boolean') return String(given);
  if (typeof given !== 'string' || given.length > mostCharacters) return undefined;
  if (!given.isWellFormed() || given.includes('\0')) return undefined;
  return given.trim();
}

function readKind({ kind, choices }: ActionParameter, text: string): string | undefined {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      return /^[+-]?\d{1,15}(\.\d{1,10})?$/.test(text) ? String(Number(text)) : undefined;
    case 'email':
      return email.safeParse(text).data;
    case 'phone': {
      const digits = text.replace(/\D/g, '').length;
      return /^\+?[\d\s()./-]+$/.test(text) && digits >= 5 && digits <= 15 ? text : undefined;
    }
    case 'date':
      return isoDate.safeParse(text).data;
    case 'choice':
      return choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  }
}
