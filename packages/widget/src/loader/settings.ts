/** What a website's script tag asks for, by its `data-*` attributes. */
export interface Settings {
  agent: string;
  language: string | null;
  side: string | null;
  theme: string | null;
  accent: string | null;
  /** `none`: the website has a button of its own, and calls `belay('open')` */
  launcher: string | null;
  /** `true`: open as soon as the page is there */
  open: string | null;
}

export function readSettings({ dataset }: { dataset: DOMStringMap }): Settings {
  const of = (name: string) => dataset[name] || null;
  return {
    agent: of('agent') ?? '',
    language: of('language'),
    side: of('side'),
    theme: of('theme'),
    accent: of('accent'),
    launcher: of('launcher'),
    open: of('open'),
  };
}
