import type { ToHost } from '../wire/host-message.ts';
import { createLauncher } from './launcher.ts';
import { launcherWords } from './launcher-words.ts';
import { loadLook } from './look.ts';
import { createPanel, hostPage, type Panel } from './panel.ts';
import { remember } from './remember.ts';
import { readSettings } from './settings.ts';

type Call = [name: string, ...rest: unknown[]];
type Listener = (detail: unknown) => void;
type Belay = ((...call: Call) => void) & { q?: ArrayLike<unknown>[]; isLoaded?: true };

/**
 * The one script of a website: `window.belay` is its only global. Calls made before it came wait in
 * `belay.q`. Everything else is drawn in a shadow tree and happens in a frame of our origin.
 */
async function start(script: HTMLScriptElement): Promise<void> {
  const page = window as typeof window & { belay?: Belay };
  // a second tag on the same page
  if (page.belay?.isLoaded) return;
  const settings = readSettings(script);
  const base = script.src.replace(/\/belay\.js.*$/, '');
  const key = `belay:${settings.agent}`;
  const listeners: Record<string, Set<Listener>> = {};
  const emit = (name: string, detail?: unknown) => {
    for (const listener of listeners[name] ?? []) listener(detail);
  };

  const waiting: Call[] = Array.from(page.belay?.q ?? [], (call) => Array.from(call) as Call);
  let perform = (call: Call) => {
    waiting.push(call);
  };
  const belay: Belay = (...call) => perform(call);
  belay.isLoaded = true;
  page.belay = belay;

  const look = await loadLook(base, settings.agent);
  if (document.readyState === 'loading')
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve));

  let isOpen = false;
  let isAsked = false;
  let unread = 0;
  let identity: unknown = null;
  let panel: Panel | undefined;
  const launcher = createLauncher(
    {
      accent: settings.accent ?? look.accent,
      side: settings.side ?? look.side,
      words: launcherWords([settings.language ?? '', ...navigator.languages], look.languages),
    },
    { press: () => setOpen(!isOpen), near: () => load() },
  );
  launcher.hide(settings.launcher === 'none');

  function load(): Panel {
    if (panel) return panel;
    let told = '';
    panel = createPanel(
      launcher.root,
      `${base}/frame/${settings.agent}`,
      look.name,
      () => ({
        belay: 'hello',
        page: hostPage(),
        open: isOpen,
        asked: isAsked,
        identity,
        language: settings.language,
        theme: settings.theme,
        accent: settings.accent,
      }),
      hear,
    );
    // a page that changes its address by script tells nobody; to ask costs nothing and touches nothing
    setInterval(() => {
      const now = hostPage();
      const text = now.url + now.title;
      if (text !== told) panel?.tell({ kind: 'page', page: now });
      told = text;
    }, 1_000);
    return panel;
  }

  /** A chat that opens by itself, not `asked` for, leaves the page its keyboard. */
  function setOpen(next: boolean, asked = true): void {
    const wasOpen = isOpen;
    isOpen = next;
    isAsked = asked;
    const shown = next ? load() : undefined;
    if (asked) shown?.focus();
    panel?.tell({ kind: 'open', open: next, asked });
    launcher.show(isOpen, unread);
    remember('session', key, next ? '1' : '');
    if (wasOpen === next) return;
    if (!next) launcher.focus();
    emit(next ? 'open' : 'close');
  }

  function hear(message: ToHost): void {
    if (message.kind === 'close') setOpen(false);
    else if (message.kind === 'ready') emit('ready');
    else if (message.kind === 'event') emit(message.name, message.detail);
    else {
      if (message.unread !== unread) emit('unread', message.unread);
      unread = message.unread;
      remember('local', key, message.known ? '1' : '');
      launcher.show(isOpen, unread);
    }
  }

  const verbs: Record<string, (...rest: unknown[]) => void> = {
    open: () => setOpen(true),
    close: () => setOpen(false),
    toggle: () => setOpen(!isOpen),
    show: () => launcher.hide(false),
    hide: () => launcher.hide(true),
    identify(statement) {
      identity = statement;
      panel?.tell({ kind: 'identify', identity });
    },
    forget() {
      identity = null;
      if (panel || remember('local', key)) load().tell({ kind: 'forget' });
    },
    on: (name, listener) => {
      listeners[name as string] ??= new Set();
      listeners[name as string]?.add(listener as Listener);
    },
    off: (name, listener) => {
      listeners[name as string]?.delete(listener as Listener);
    },
  };
  perform = ([name, ...rest]) => {
    const verb = verbs[name];
    if (verb) verb(...rest);
    else console.warn(`belay: there is no "${name}"`);
  };
  launcher.show(false, 0);
  for (const call of waiting) perform(call);
  if (settings.open === 'true' || remember('session', key)) setOpen(true, false);
  // whoever has talked here before hears of what came since, without opening anything
  else if (remember('local', key)) setTimeout(load, 1_500);
}

const script =
  document.currentScript ?? document.querySelector('script[data-agent][src*="/belay.js"]');
// a page never breaks because of us: at worst it has no chat
if (script instanceof HTMLScriptElement)
  start(script).catch((error) => console.warn('belay:', String(error)));
