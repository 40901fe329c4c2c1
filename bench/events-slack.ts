import { startSandbox } from '@belay/sandbox/start-sandbox';

/** What one run is told about the workspace, by the process that it runs in. */
export interface SlackStage {
  apiUrl: string;
  botToken: string;
  signingSecret: string;
  teamId: string;
  appId: string;
  botUserId: string;
  live: { channel: string; messages: SaidMessage[] };
}
export interface SaidMessage {
  ts: string;
  user: string;
  text: string;
}

const said = 10_000;
const older = 60_000;

/**
 * The workspace of `bench events`: a past to backfill, and a channel whose messages are delivered
 * as events as well, so that both ways bring the same ones.
 */
const sandbox = await startSandbox();
const { world, app } = sandbox;
const members = [app.botUserId];
world.seedMany({ messages: older, channels: 10, replies: 0, members });
const mara = world.addUser({ name: 'mara', email: 'mara@ropes.example' });
const channel = world.addChannel({ name: 'live', members: [mara.id, ...members] });
const now = Date.now();
const messages = Array.from({ length: said }, (_, index): SaidMessage => {
  const text = `Message ${index}: the load test of batch ${index % 97} held ${index % 23} kN, the splice is fine and we ship on day ${index % 31}.`;
  const at = now - (said - index) * 100;
  const { ts } = world.post({ channel: channel.id, user: mara.id, text, at });
  return { ts, user: mara.id, text };
});
const stage: SlackStage = {
  apiUrl: sandbox.apiUrl,
  botToken: sandbox.botToken,
  signingSecret: sandbox.signingSecret,
  teamId: world.team.current.id,
  appId: app.id,
  botUserId: app.botUserId,
  live: { channel: channel.id, messages },
};
process.send?.(stage);
