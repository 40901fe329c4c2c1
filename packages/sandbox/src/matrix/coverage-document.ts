import { registry, statusOf } from '../api/registry.ts';
import { eventScopes } from '../events/event-scopes.ts';
import { events, methods } from '../oracle/oracle.ts';
import { emittedEvents } from './emitted-events.ts';

/** `docs/coverage-sandbox.md`: what of Slack the sandbox serves, and what not. */
export function coverageDocument(): string {
  const names = Object.keys(methods);
  const count = (status: string) => names.filter((name) => statusOf(name) === status).length;
  const methodRows = names.map((name) => {
    const rules = methods[name];
    const scopes = rules?.scopes.bot ?? [];
    const note = registry.get(name)?.note ?? '';
    return [name, statusOf(name), rules?.tier ?? '', scopes.join(', '), note];
  });
  const missingEvents = Object.keys(events).filter((name) => !emittedEvents.includes(name));
  const eventRows = emittedEvents.map((name) => [name, eventScopes(name).join(', ')]);
  return `${[
    '# What the sandbox serves',
    '',
    'Generated from the code and held to it by a test (`npx vitest run packages/sandbox -u` writes it anew). The method and event lists are those of the reference in `packages/sandbox/src/oracle`.',
    '',
    '## Web API',
    '',
    `${count('supported')} methods supported, ${count('partial')} in part, ${count('missing')} missing. A missing method answers \`unknown_method\` with a sentence under \`response_metadata.messages\`; a body that is no JSON answers \`invalid_json\`.`,
    '',
    ...table(['method', 'status', 'tier', 'bot scopes (one of)', 'what it leaves out'], methodRows),
    '',
    '## Events API',
    '',
    `${emittedEvents.length} events are told, over HTTP to a verified request URL, signed, or over Socket Mode, both with retries; only of channels that the bot is in. \`url_verification\` and \`app_rate_limited\` come by HTTP alone.`,
    '',
    ...table(['event', 'scopes (one of)'], eventRows),
    '',
    `Not told: ${missingEvents.join(', ')}.`,
  ].join('\n')}\n`;
}

/** A Markdown table with its columns aligned, as the formatter wants it. */
function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
