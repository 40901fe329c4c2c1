import type { CortexClient } from '@belay/cli/memory/cortex-client';
import type { PlaygroundEvent } from '@belay/contract/desk/model';
import { sseFrames } from '../follow/sse-frames.ts';

/** Nothing that a ropeworks would write about; once one is taught, the next is unknown. */
const candidates = [
  'How many moons does Jupiter have?',
  'Who painted the Night Watch, and when?',
  'How deep is the Mariana Trench?',
  'Which year did Mount Tambora erupt?',
  'What is the capital of Mongolia?',
];

/**
 * The first of some questions that the agent honestly knows nothing about: asked in its playground,
 * which tells nobody. Undefined when it knows them all.
 */
export async function unknownQuestion(
  client: CortexClient,
  agent: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const question of candidates)
    if (!(await isKnown(client, agent, question, signal))) return question;
  return undefined;
}

/** Whether the agent can answer it now, from what it was taught. */
export async function isKnown(
  client: CortexClient,
  agent: string,
  text: string,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await client.open('POST', `/v1/agents/${agent}/playground`, {
    json: { messages: [{ role: 'visitor', text }] },
    signal,
  });
  for await (const frame of answer.body ? sseFrames(answer.body) : []) {
    // what our own API tells
    const event = JSON.parse(frame.data) as PlaygroundEvent;
    if (event.kind === 'answer') return event.grounded;
  }
  return false;
}
