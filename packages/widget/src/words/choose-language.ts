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

/** How dates and numbers are written: the visitor's own region of a language, where its tag is one. */
export function regionOf(wanted: readonly string[], language: WidgetLanguage): string {
  // some systems name a locale that no browser knows, e.g. `en-US@posix`
  const isTag = (tag: string) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag);
  return (
    wanted.find((tag) => tag.toLowerCase().split('-')[0] === language && isTag(tag)) ?? language
  );
}
