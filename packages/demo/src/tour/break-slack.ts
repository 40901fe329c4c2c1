import type { SwitchId } from '@belay/sandbox/faults/switches';
import type { Sandbox } from '@belay/sandbox/start-sandbox';
import { deskChannels, yourId } from '../slack/slack-stage.ts';

/** What the tour offers to break, in words that a visitor of the tour understands. */
export interface Breakage {
  id: string;
  label: string;
  isOn: boolean;
}

const switches = {
  slow: 'Slow',
  posting: 'Too many posts (429)',
  unanswered: 'Lost answers',
  forbidden: 'Posting forbidden',
  revoked: 'Token revoked',
} as const satisfies Partial<Record<SwitchId, string>>;

const archived = 'archived';

/** What is broken now, from what really stands in the sandbox. */
export function breakages(sandbox: Sandbox): Breakage[] {
  return [
    ...sandbox.switches.all.flatMap(({ id, isOn }) =>
      id in switches ? [{ id, label: switches[id as keyof typeof switches], isOn }] : [],
    ),
    {
      id: archived,
      label: `#${deskChannels.support.name} archived`,
      isOn: sandbox.world.channel(deskChannels.support.id).isArchived,
    },
  ];
}

/** Breaks or mends one of them; false: there is no such thing. */
export function breakSlack(sandbox: Sandbox, id: string, isOn: boolean): boolean {
  if (id === archived) {
    const { world } = sandbox;
    const { id: channel } = deskChannels.support;
    if (world.channel(channel).isArchived === isOn) return true;
    if (isOn) world.archive(channel, yourId);
    else world.unarchive(channel, yourId);
    return true;
  }
  if (!(id in switches)) return false;
  sandbox.switches.flip(id as keyof typeof switches, isOn);
  return true;
}
