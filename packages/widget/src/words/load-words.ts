import type { WidgetLanguage } from '@belay/contract/desk/agent';
import { en } from './en.ts';
import type { Words } from './words.ts';

/** English is here; the others come when they are spoken. Where one can't be had: English. */
export async function loadWords(language: WidgetLanguage): Promise<Words> {
  try {
    if (language === 'de') return (await import('./de.ts')).de;
    if (language === 'es') return (await import('./es.ts')).es;
    if (language === 'ja') return (await import('./ja.ts')).ja;
  } catch {
    // offline at the first visit
  }
  return en;
}
