import { textOn } from '../look/text-on.ts';
import { loaderStyle } from './loader-style.ts';

const icons = {
  chat: 'M21 12a8 8 0 0 1-8 8H4l1.6-3.4A8 8 0 1 1 21 12Z',
  close: 'M6 9l6 6 6-6',
};

export interface Launcher {
  /** the shadow tree: the frame goes in here */
  root: HTMLElement;
  show(isOpen: boolean, unread: number): void;
  focus(): void;
  hide(isHidden: boolean): void;
}

/** The button in a corner of somebody's page, in a tree of its own that their styles don't reach. */
export function createLauncher(
  options: { accent: string; side: string; words: readonly [string, string] },
  on: { press(): void; near(): void },
): Launcher {
  const host = document.createElement('belay-chat');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(loaderStyle);
  shadow.adoptedStyleSheets = [sheet];
  const root = document.createElement('div');
  const names = new Set(options.side === 'left' ? ['left'] : []);
  const draw = () => {
    root.className = [...names].join(' ');
  };
  const toggle = (name: string, isOn: boolean) => {
    names[isOn ? 'add' : 'delete'](name);
    draw();
  };
  root.style.setProperty('--a', options.accent);
  root.style.setProperty('--o', textOn(options.accent));
  const button = document.createElement('button');
  button.type = 'button';
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path);
  const badge = document.createElement('b');
  button.append(svg);
  button.onclick = on.press;
  button.onpointerenter = on.near;
  button.onfocus = on.near;
  root.append(button);
  shadow.append(root);
  document.body.append(host);
  draw();

  return {
    root,
    show(isOpen, unread) {
      toggle('open', isOpen);
      path.setAttribute('d', isOpen ? icons.close : icons.chat);
      const count = isOpen || !unread ? '' : unread > 9 ? '9+' : String(unread);
      const [openWord, closeWord] = options.words;
      const name = isOpen ? closeWord : openWord;
      button.setAttribute('aria-label', count ? `${name} (${count})` : name);
      button.setAttribute('aria-expanded', String(isOpen));
      badge.textContent = count;
      if (count) button.append(badge);
      else badge.remove();
    },
    focus: () => button.focus(),
    hide: (isHidden) => toggle('none', isHidden),
  };
}
