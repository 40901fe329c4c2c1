import { readFileSync } from 'node:fs';
import type { CortexClient } from '@belay/cli/memory/cortex-client';
import type { AgentScope, AgentView } from '@belay/contract/desk/agent';

const name = 'Plumb assistant';
/** What customers may hear of; the rest of the company's memory stays out of the agent's reach. */
export const agentChannels = ['support', 'product', 'releases'];
const lookAgainMs = 1_000;

/**
 * The agent on the invented company's site, made as an admin would make it, over the API: three
 * channels of Slack, a handbook, a question with its answer, public. One that is there already
 * stays as it is, but for where its site is. Answers its public id once it can be talked to.
 */
export async function demoAgent(
  client: CortexClient,
  { scope, site, sites }: { scope: string; site: string; sites: string[] },
  signal: AbortSignal,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
): Promise<string> {
  const call = <T>(method: string, path: string, json?: unknown) =>
    // what our own API answers
    client.call(method, path, { signal, ...(json === undefined ? {} : { json }) }) as Promise<T>;
  const { items } = await call<{ items: AgentView[] }>('GET', '/v1/agents');
  const known = items.find((agent) => agent.name === name);
  if (known) {
    // ports may be others than last time
    if (known.settings.allowed_origins.join() !== sites.join())
      await call('PATCH', `/v1/agents/${known.id}`, { settings: { allowed_origins: sites } });
    return known.id;
  }

  const { id } = await call<AgentView>('POST', '/v1/agents', { name });
  const wanted = agentChannels.map((channel) => `${scope}/source:slack/channel:${channel}`);
  for (;;) {
    const memory = await call<{ items: AgentScope[] }>('GET', `/v1/agents/${id}/scopes`);
    const there = new Set(memory.items.map((item) => item.scope));
    if (wanted.every((one) => there.has(one))) break;
    await sleep(lookAgainMs, signal);
  }
  await call('PUT', `/v1/agents/${id}/scopes`, {
    scopes: wanted.map((one) => ({ scope: one })),
  });
  await call('POST', `/v1/agents/${id}/knowledge`, {
    kind: 'text',
    title: 'Rope and harness handbook',
    text: readFileSync(new URL('./handbook.md', import.meta.url), 'utf8'),
  });
  await call('POST', `/v1/agents/${id}/knowledge`, {
    kind: 'qa',
    question: 'Who are you?',
    answer:
      'I am the assistant of Tarn & Thistle Ropeworks, a machine. I answer from what our people wrote, and I can fetch one of them.',
  });
  await call('POST', `/v1/agents/${id}/actions`, {
    name: 'Book a call',
    description: 'The visitor wants to talk to sales at a certain day.',
    phrases: ['book a call', 'book a demo'],
    parameters: [
      { key: 'day', description: 'the day that suits you, such as 2027-03-01', kind: 'date' },
      { key: 'email', description: 'your e-mail address', kind: 'email' },
    ],
    request: { method: 'POST', url: `${site}/bookings` },
    say: {
      done: 'Your call is booked: {result.reference}.',
      failed: 'The call could not be booked. Ask for a person, or try again later.',
    },
  });
  await call('PATCH', `/v1/agents/${id}`, {
    public: true,
    settings: {
      allowed_origins: sites,
      greeting: 'Hello. Ask me about Plumb, ropes and harnesses, or ask for a person at any time.',
      instructions:
        'You help customers of Tarn & Thistle Ropeworks with the inspection app Plumb and with ropes and harnesses. Be short and exact.',
      look: { accent: '#2d6a4f', side: 'right', theme: 'auto' },
    },
  });
  return id;
}
