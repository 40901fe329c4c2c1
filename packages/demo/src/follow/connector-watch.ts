import type { CortexClient } from '@belay/cli/memory/cortex-client';
import type { ChannelProgress, ConnectorView } from '@belay/contract/connector';

const everyMs = 2000;

/** The demo's connector as the public API shows it, looked at every two seconds. */
export class ConnectorWatch {
  readonly #client: CortexClient;
  readonly #id: string;
  view: ConnectorView | undefined;
  channels: readonly ChannelProgress[] = [];

  constructor(client: CortexClient, id: string) {
    this.#client = client;
    this.#id = id;
  }

  /** Runs until the signal aborts; an answer that doesn't come leaves what was known. */
  async run(signal: AbortSignal, sleep: (ms: number, signal: AbortSignal) => Promise<void>) {
    while (!signal.aborted) {
      await this.#look(signal).catch(() => undefined);
      await sleep(everyMs, signal).catch(() => undefined);
    }
  }

  async #look(signal: AbortSignal): Promise<void> {
    const path = `/v1/connectors/${this.#id}`;
    this.view = (await this.#client.call('GET', path, { signal })) as ConnectorView;
    const listed = await this.#client.call('GET', `${path}/channels`, {
      query: { limit: '200' },
      signal,
    });
    this.channels = (listed as { items: ChannelProgress[] }).items;
  }
}
