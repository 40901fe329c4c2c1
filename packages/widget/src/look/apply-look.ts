import type { WidgetAgent } from '@belay/contract/desk/widget';
import { readableOn } from './contrast.ts';
import { textOn } from './text-on.ts';

/** What words stand on in light and dark, the less kind of the two each has, as in `frame.css`. */
const surfaces = { light: '#f2f3f5', dark: '#25282e' };

/** Colours of the page: the accent, what can be read on it, and the accent as text. */
export function applyLook(look: Partial<WidgetAgent['look']>): void {
  const root = document.documentElement;
  if (look.theme) root.dataset.theme = look.theme;
  const { accent } = look;
  if (!accent || !/^#[0-9a-f]{6}$/i.test(accent)) return;
  const set = (name: string, value: string) => root.style.setProperty(name, value);
  set('--accent', accent);
  set('--on-accent', textOn(accent));
  set('--link-light', readableOn(accent, surfaces.light));
  set('--link-dark', readableOn(accent, surfaces.dark));
}
