import type { AgentSlackView } from '@belay/contract/desk/slack';
import type { SlackInstallLink } from '@belay/contract/desk/slack-app';
import type { SlackSettings } from '@belay/contract/desk/slack-settings';
import type { Sandbox } from '@belay/sandbox/start-sandbox';
import { deskChannels, supportGroup, yourId } from './slack-stage.ts';
import { type SignedIn, signIn } from './you-signed-in.ts';

/** Shorter than any team's, so that a visitor of the demo sees the ladder climb. */
export const demoLadder: SlackSettings['ladder'] = [
  { do: 'remind', after_minutes: 1 },
  { do: 'mention', after_minutes: 2, user_group: supportGroup },
  { do: 'mail', after_minutes: 3, to: ['support@tarn-thistle.example'] },
];

const into = (channel: string | null) => ({ enabled: true, channel });

const choices = {
  default_channel: deskChannels.all.id,
  catch_all: deskChannels.all.id,
  events: {
    new_conversation: into(null),
    escalation: into(deskChannels.support.id),
    low_rating: into(deskChannels.support.id),
    lead: into(deskChannels.leads.id),
    action: into(null),
  },
  ladder: demoLadder,
};

interface Given {
  /** where the server answers this program */
  url: string;
  tenant: string;
  /** public id */
  agent: string;
  sandbox: Sandbox;
  you: { email: string; password: string };
  signal: AbortSignal;
}

/**
 * Gives the demo's agent its Slack as a person would: the sandbox's app and its secrets, Add to
 * Slack, Allow, channels and events. What stands from an earlier start stays as it is; what a person
 * disconnected stays so; a token that the sandbox doesn't know any more is given anew.
 */
export async function connectSlack({ url, tenant, agent, sandbox, you, signal }: Given) {
  const { interactivity, oauth } = sandbox;
  interactivity.configure({
    requestUrl: `${url}/slack/interactivity`,
    commands: interactivity.settings.commands.map((command) => ({
      ...command,
      url: `${url}/slack/commands`,
    })),
  });
  const person = await signIn({ url, tenant }, you, signal);
  const look = () => person.call<AgentSlackView>('GET', `/v1/agents/${agent}/slack`);
  const before = await look();
  if (before.state === 'connected' || before.state === 'disconnected') return;
  await person.call('PUT', '/v1/slack/app', {
    client_id: oauth.clientId,
    client_secret: oauth.clientSecret,
    signing_secret: sandbox.signingSecret,
  });
  await addToSlack(person, { agent, sandbox, signal });
  if (before.settings.default_channel === null)
    await person.call('PUT', `/v1/agents/${agent}/slack`, { ...before.settings, ...choices });
}

/**
 * What a person would do once Slack works again: let the app in anew where its token was refused, and
 * send what waits.
 */
export async function mendSlack({ url, tenant, agent, sandbox, you, signal }: Given) {
  const person = await signIn({ url, tenant }, you, signal);
  const path = `/v1/agents/${agent}/slack`;
  const { problems } = await person.call<AgentSlackView>('GET', path);
  if (problems.some(({ fix }) => fix?.do === 'reinstall'))
    await addToSlack(person, { agent, sandbox, signal });
  await person.call('POST', `${path}/replay`, {});
}

/** Add to Slack, and Allow on the sandbox's page of consent. Throws when it didn't come about. */
async function addToSlack(
  person: SignedIn,
  { agent, sandbox, signal }: { agent: string; sandbox: Sandbox; signal: AbortSignal },
): Promise<void> {
  const { url: consent } = await person.call<SlackInstallLink>(
    'POST',
    `/v1/agents/${agent}/slack/install`,
    {},
  );
  const allowed = await fetch(consent, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: new URL(sandbox.url).origin },
    body: new URLSearchParams({ as: yourId, where: 'team', answer: 'allow' }),
    signal,
  });
  await allowed.body?.cancel();
  const back = allowed.headers.get('location');
  if (!back) throw new Error(`the sandbox’s consent answered ${allowed.status}`);
  const { pathname, search } = new URL(back);
  // the way back names the public address; this program knows a nearer one
  const landed = await person.follow(pathname + search);
  const outcome = URL.parse(landed, 'http://localhost')?.searchParams.get('slack');
  if (outcome !== 'connected') throw new Error(`the app was not installed: ${outcome ?? landed}`);
}
