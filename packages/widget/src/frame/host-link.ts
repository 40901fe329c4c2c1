import type { Hello, ToFrame, ToHost } from '../wire/host-message.ts';

/**
 * The website around us. It is believed because it is our parent, which the policy of this page lets
 * only allowed websites be; from then on both talk through a channel that nobody else hears.
 */
export class HostLink {
  #port: MessagePort | null = null;
  #waiting: ToHost[] = [];

  constructor(on: {
    hello(hello: Hello): void;
    message(message: ToFrame): void;
    /** an admin of ours tries another look */
    preview(look: unknown): void;
  }) {
    window.addEventListener('message', ({ source, origin, data, ports }) => {
      if (source !== window.parent || typeof data !== 'object' || data === null) return;
      if (data.belay === 'preview' && origin === location.origin) on.preview(data.look);
      const [port] = ports;
      if (data.belay !== 'hello' || !port) return;
      this.#port = port;
      port.onmessage = (message: MessageEvent<ToFrame>) => on.message(message.data);
      on.hello(data as Hello);
      for (const each of this.#waiting.splice(0)) port.postMessage(each);
    });
  }

  tell(message: ToHost): void {
    if (this.#port) this.#port.postMessage(message);
    else this.#waiting.push(message);
  }
}
