import { byHand } from './home/by-hand.ts';
import type { Running } from './run-belay.ts';

/** What a person sees in the terminal once everything runs: every address and login there is. */
export function welcome({ url, publicUrl, demo, setup }: Running): string {
  const dashboard = setup ?? `${publicUrl}/app/`;
  const once = setup === undefined ? '' : '   (this link makes you the owner; it works once)';
  if (!demo)
    return `
Belay runs.

  Dashboard   ${dashboard}${once}
  API         ${publicUrl}/reference

Sync a workspace, from another terminal in this folder:

${lines(byHand(url, { botToken: 'xoxb-…' }))}

Stop with Ctrl-C.
`;
  const { sandbox } = demo;
  return `
Belay runs, and an invented company talks in the sandbox.

  Tour        ${publicUrl}/tour     a visitor’s question, a card in Slack, a person’s answer
  Home        ${publicUrl}          watch messages become memory, and ask it
  Website     ${demo.site.url}          its assistant answers from that memory
  Sandbox     ${sandbox.url}          the workspace where the company talks
  Dashboard   ${dashboard}${once}
  API         ${publicUrl}/reference

The same by hand, from another terminal in this folder:

${lines(byHand(url, sandbox))}

Stop with Ctrl-C. Start without this demo: BELAY_DEMO=0 npm start
`;
}

function lines(commands: string[]): string {
  return commands.map((command) => `  ${command}`).join('\n');
}
