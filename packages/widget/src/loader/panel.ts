import type { Hello, HostPage, ToFrame, ToHost } from '../wire/host-message.ts';

export interface Panel {
  tell(message: ToFrame): void;
  focus(): void;
}

/** The frame in which the chat is, and the channel to it. */
export function createPanel(
  root: HTMLElement,
  address: string,
  name: string,
  hello: () => Hello,
  hear: (message: ToHost) => void,
): Panel {
  const frame = document.createElement('iframe');
  frame.src = address;
  frame.title = name;
  frame.allow = 'clipboard-write';
  let port: MessagePort | undefined;
  // said before the frame was there
  const waiting: ToFrame[] = [];
  // it may load more than once: its own reload, or a page that moves our element
  frame.onload = () => {
    const channel = new MessageChannel();
    port?.close();
    port = channel.port1;
    port.onmessage = ({ data }: MessageEvent<ToHost>) => hear(data);
    // the address of our own server: a page that took the frame's place hears nothing
    frame.contentWindow?.postMessage(hello(), new URL(address).origin, [channel.port2]);
    for (const each of waiting.splice(0)) port.postMessage(each);
  };
  root.append(frame);
  fitToKeyboard(root);
  return {
    tell(message) {
      if (port) port.postMessage(message);
      else waiting.push(message);
    },
    focus: () => frame.focus(),
  };
}

/** Where the chat fills a phone's screen, it ends above the keyboard. */
function fitToKeyboard(root: HTMLElement): void {
  const view = window.visualViewport;
  if (!view) return;
  const fit = () => {
    root.style.setProperty('--h', `${view.height}px`);
    root.style.setProperty('--t', `${view.offsetTop}px`);
  };
  view.addEventListener('resize', fit);
  view.addEventListener('scroll', fit);
}

/** Without the fragment: it is the page's own, and often secret. */
export function hostPage(): HostPage {
  return { url: location.href.split('#')[0] ?? '', title: document.title.slice(0, 300) };
}
