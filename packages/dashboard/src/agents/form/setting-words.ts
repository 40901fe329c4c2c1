import type { AgentSettings } from '@belay/contract/desk/agent';

export type AgentTab = 'knowledge' | 'behaviour' | 'hours' | 'look' | 'actions' | 'integrations';

/** Each setting in words, and the tab on which it is changed. */
export const settingWords: Record<keyof AgentSettings, { words: string; tab: AgentTab }> = {
  instructions: { words: 'instructions', tab: 'behaviour' },
  greeting: { words: 'greeting', tab: 'behaviour' },
  starters: { words: 'starter questions', tab: 'behaviour' },
  languages: { words: 'languages', tab: 'behaviour' },
  citations: { words: 'sources shown', tab: 'behaviour' },
  rating: { words: 'ratings', tab: 'behaviour' },
  learn: { words: 'learning', tab: 'behaviour' },
  rules: { words: 'escalation rules', tab: 'behaviour' },
  quiet_minutes: { words: 'quiet time', tab: 'behaviour' },
  idle_hours: { words: 'idle times', tab: 'behaviour' },
  answerer: { words: 'answerer', tab: 'behaviour' },
  hours: { words: 'hours', tab: 'hours' },
  look: { words: 'look', tab: 'look' },
  allowed_origins: { words: 'allowed origins', tab: 'look' },
  lead_form: { words: 'contact form', tab: 'look' },
  files: { words: 'files', tab: 'look' },
};

/** The setting that a path on the wire is about: `settings.idle_hours.agent` → `idle_hours`. */
export function settingOf(path: string): keyof AgentSettings | undefined {
  const [key = ''] = path.replace(/^settings\./, '').split('.');
  return key in settingWords ? (key as keyof AgentSettings) : undefined;
}
