import { byHand } from './home/by-hand.ts';
import type { Running } from './run-belay.ts';

/** What a person sees in the terminal once everything runs: every address and login there is. */
export function welcome({ url, demo }: Running): string {
  if (!demo)
    return `
Belay runs.

  Home        ${url}
  API         ${url}/reference

Sync a workspace, from another terminal in this folder:

${lines(byHand(url, { botToken: 'xoxb-…' }))}

Stop with Ctrl-C.
`;
  const { sandbox } = demo;
  return `
Belay runs, and an invented company talks in the sandbox. No login is needed for any of these.

  Home        ${url}          watch messages become memory, and ask it
  Sandbox     ${sandbox.url}          the workspace where the company talks
  API         ${url}/reference

The same by hand, from another terminal in this folder:

${lines(byHand(url, sandbox))}

Stop with Ctrl-C. Start without this demo: BELAY_DEMO=0 npm start
`;
}

function lines(commands: string[]): string {
  return commands.map((command) => `  ${command}`).join('\n');
}
