import type { WidgetLanguage } from '@belay/contract/desk/agent';

/** How dates and numbers are written: the visitor's own region of a language, where its tag is one. */
export function regionOf(wanted: readonly string[], language: WidgetLanguage): string {
  // some systems name a locale that no browser knows, e.g. `en-US@posix`
  const isTag = (tag: string) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag);
  return (
    wanted.find((tag) => tag.toLowerCase().split('-')[0] === language && isTag(tag)) ?? language
  );
}
