import { jsonSchema, type ToolSet, tool } from 'ai';
import { z } from 'zod';
import type { OfferedAction } from '../../actions/actions-of.ts';
import type { HandOver } from '../answerer.ts';

/** What a model may do beside writing; each is checked by whoever does it, never by the model. */
export interface Hands {
  /** what the memory says, as data; read as the agent, whatever the query asks for */
  search(query: string): Promise<string>;
  captureLead(fields: Record<string, string>): Promise<string>;
  actions: readonly OfferedAction[];
  /** what broke on our side, for the log: a model reads nothing of it */
  trouble(error: unknown): void;
  /** `call` names it once and for all */
  run(call: string, action: OfferedAction, parameters: Record<string, unknown>): Promise<string>;
}

const mostCalls = 8;

/** The tools of one turn; `escalated` is called once, and nothing is done after it. */
export function toolsFor(hands: Hands, escalated: (handOver: HandOver) => void): ToolSet {
  let calls = 0;
  let isOver = false;
  const guarded = async (work: () => Promise<string>): Promise<string> => {
    calls += 1;
    if (isOver || calls > mostCalls) return 'Not done: the turn is over. Write your answer.';
    try {
      return await work();
    } catch (error) {
      hands.trouble(error);
      return 'That did not work. Go on without it.';
    }
  };
  const tools: ToolSet = {
    escalate: tool({
      description:
        'Hands the conversation to a person of the team. Our own words then tell the visitor who comes, and when.',
      inputSchema: z.object({ reason: z.string().max(500).describe('why, in a few words') }),
      execute: async ({ reason }) => {
        isOver = true;
        escalated({ reason: 'agent', detail: reason.slice(0, 200) });
        return 'Done. Write nothing more.';
      },
    }),
    search_knowledge: tool({
      description: 'Looks in the knowledge for more sources. Returns numbered sources.',
      inputSchema: z.object({ query: z.string().max(500).describe('a few words to look for') }),
      execute: ({ query }) => guarded(() => hands.search(query)),
    }),
    capture_lead: tool({
      description: 'Keeps how the visitor can be reached. Only what they said themselves.',
      inputSchema: z.object({
        name: z.string().max(120).optional(),
        email: z.string().max(254).optional(),
        phone: z.string().max(40).optional(),
        company: z.string().max(120).optional(),
      }),
      execute: (fields) => guarded(() => hands.captureLead(given(fields))),
    }),
  };
  hands.actions.forEach((action, index) => {
    tools[`action_${index + 1}`] = tool({
      description: `${action.name}. ${action.description}${action.confirm ? ' The visitor is asked to agree before it runs.' : ''}`,
      inputSchema: jsonSchema<Record<string, unknown>>({
        type: 'object',
        properties: Object.fromEntries(
          action.parameters.map(({ key, description, kind, choices }) => [
            key,
            {
              type: kind === 'number' ? 'number' : 'string',
              description,
              ...(kind === 'choice' ? { enum: choices } : {}),
            },
          ]),
        ),
        required: action.parameters.filter(({ required }) => required).map(({ key }) => key),
        additionalProperties: false,
      }),
      execute: (parameters, { toolCallId }) =>
        guarded(() => hands.run(`${index + 1}:${toolCallId}`.slice(0, 100), action, parameters)),
    });
  });
  return tools;
}

function given(fields: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1]?.trim())),
  );
}
