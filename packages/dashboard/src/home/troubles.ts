import type { ConnectorView } from '@belay/contract/connector';
import { formatCount } from '../ui/format-number.ts';
import type { Tone } from '../ui/state-badge.tsx';

/** Something that doesn't work as somebody wanted it, and what mends it. */
export interface Trouble {
  id: string;
  connector: string;
  tone: Tone;
  word: string;
  sentence: string;
  /** `resume` can be done at once; the others lead to the connector's page */
  mend: { verb: string; how: 'open' | 'resume' };
}

/** What is broken or stands still, the worst first. What mends itself is told but asks for nothing. Pure. */
export function troubles(views: readonly ConnectorView[]): Trouble[] {
  const found = views.flatMap((view) => ofConnector(view));
  const order: Tone[] = ['bad', 'warn', 'paused'];
  return found.sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
}

function ofConnector(view: ConnectorView): Trouble[] {
  const base = { id: view.id, connector: view.name, sentence: view.sentence };
  const open = (verb: string) => ({ verb, how: 'open' }) as const;
  if (view.state === 'deleting') return [];
  if (view.state === 'failed')
    return [{ ...base, tone: 'bad', word: 'Needs you', mend: open('Mend it') }];
  if (view.state === 'paused')
    return [{ ...base, tone: 'paused', word: 'Paused', mend: { verb: 'Resume', how: 'resume' } }];
  const troubles: Trouble[] = [];
  if (view.state === 'held')
    troubles.push({ ...base, tone: 'warn', word: 'Held', mend: open('See why') });
  const { failing } = view.channels;
  if (failing > 0)
    troubles.push({
      ...base,
      tone: 'warn',
      word: 'Channels fail',
      sentence: `${formatCount(failing, 'channel')} can't be read completely.`,
      mend: open('Show them'),
    });
  const missing = view.scopes.filter(({ granted, need }) => !granted && need === 'required');
  if (missing.length > 0)
    troubles.push({
      ...base,
      tone: 'bad',
      word: 'Scopes missing',
      sentence: `The Slack app lacks ${missing.map(({ scope }) => scope).join(', ')}.`,
      mend: open('Show how'),
    });
  return troubles;
}
