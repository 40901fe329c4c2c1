import type { WidgetLanguage } from '@belay/contract/desk/agent';
import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { ja } from './ja.ts';

/** All that letters to the team say, in one language. `{name}` and the like are places for values. */
export interface TeamWords {
  anonymous: string;
  /** somebody waits; `since`: in the place of `text`, once some minutes have passed */
  waits: Record<'subject' | 'text' | 'since' | 'take', string>;
  /** somebody waits, and Slack can't be told: `{why}` is one of `troubles` */
  untold: Record<'subject' | 'text', string>;
  /** what keeps it from Slack, and what mends that */
  troubles: Record<SlackTrouble, string>;
  /** Slack took our access away: `{why}` is one of `losses`, then one of `mends` */
  lost: Record<'subject' | 'text', string>;
  losses: Record<'uninstalled' | 'revoked' | 'either' | 'not_renewed' | 'bad_credentials', string>;
  mends: Record<'add' | 'paste' | 'credentials', string>;
}

const tables: Readonly<Record<WidgetLanguage, TeamWords>> = { en, de, es, ja };

export function teamWords(language: WidgetLanguage): TeamWords {
  return tables[language];
}
