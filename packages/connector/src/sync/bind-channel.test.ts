import type { Channel } from '@belay/slack/model';
import { expect, it } from 'vitest';
import { bindChannel } from './bind-channel.ts';

const channel: Channel = {
  id: 'C1',
  name: 'engineering',
  isPrivate: false,
  isArchived: false,
  isMember: true,
  isDirect: false,
  isShared: false,
  previousNames: [],
};

it('[KEY-3] keys keep the team and the id of the first sight', () => {
  const first = bindChannel(channel, [], { teamId: 'T1', target: '100.000000' });
  const later = bindChannel({ ...channel, name: 'platform', isShared: true }, [first], {
    teamId: 'T2',
    target: '100.000000',
  });
  expect(later).toMatchObject({ keyTeamId: 'T1', keyChannelId: 'C1', scopeName: 'engineering' });
  expect(later.name).toBe('platform');
});

it('[SYN-3] a backfill once begun keeps its oldest bound, and a wider window moves it back', () => {
  const first = bindChannel(channel, [], { teamId: 'T1', target: '200.000000' });
  const at = (target: string) => bindChannel(channel, [first], { teamId: 'T1', target }).target;
  expect(at('300.000000')).toBe('200.000000');
  expect(at('100.000000')).toBe('100.000000');
});

it('[MAP-9] another channel that takes a name has a scope of its own, whoever has the name today', () => {
  const binding = { teamId: 'T1', target: '100.000000' };
  const first = bindChannel(channel, [], binding);
  const renamed = bindChannel({ ...channel, name: 'platform' }, [first], binding);
  const heir = bindChannel({ ...channel, id: 'C2', isPrivate: true }, [renamed], binding);
  expect(heir).toMatchObject({ name: 'engineering', scopeName: 'engineering.C2' });
  expect(renamed.scopeName).toBe('engineering');
});
