import type { CortexClient } from '@belay/cli/memory/cortex-client';
import type { AgentSlackView } from '@belay/contract/desk/slack';

const everyMs = 2_000;

/** What the tour tells of the agent's Slack: its state, and what is wrong with it. */
export type SlackStanding = Pick<AgentSlackView, 'state' | 'sentence' | 'parked'> & {
  problems: Pick<AgentSlackView['problems'][number], 'what' | 'remedy'>[];
};

/** The agent's Slack as the public API shows it, looked at every two seconds. */
export class SlackWatch {
  standing: SlackStanding | undefined;

  /** Runs until the signal aborts; an answer that doesn't come leaves what was known. */
  async run(
    client: CortexClient,
    agent: string,
    signal: AbortSignal,
    sleep: (ms: number, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    while (!signal.aborted) {
      await this.#look(client, agent, signal).catch(() => undefined);
      await sleep(everyMs, signal).catch(() => undefined);
    }
  }

  async #look(client: CortexClient, agent: string, signal: AbortSignal): Promise<void> {
    // what our own API answers
    const view = (await client.call('GET', `/v1/agents/${agent}/slack`, {
      signal,
    })) as AgentSlackView;
    const { state, sentence, parked, problems } = view;
    this.standing = {
      ...{ state, sentence, parked },
      problems: problems.map(({ what, remedy }) => ({ what, remedy })),
    };
  }
}
