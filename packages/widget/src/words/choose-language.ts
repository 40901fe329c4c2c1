import type { WidgetLanguage } from '@belay/contract/desk/agent';

/**
 * The first of the visitor's languages that the agent speaks, else the agent's first. What the
 * website asks for comes before what the browser is set to.
 */
export function chooseLanguage(
  wanted: readonly string[],
  spoken: readonly WidgetLanguage[],
): WidgetLanguage {
  for (const tag of wanted) {
    const found = spoken.find((language) => language === tag.toLowerCase().split('-')[0]);
    if (found) return found;
  }
  return spoken[0] ?? 'en';
}
