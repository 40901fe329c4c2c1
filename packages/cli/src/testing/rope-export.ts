import { writeZip } from './write-zip.ts';

/** A Slack export as workspaces hand them out, with the oddities that real ones have. */
export function ropeExport(): Buffer {
  const users = [
    user('U0ADA00001', 'ada', 'ada@ropeworks.example'),
    user('U0BEN00001', 'ben', 'ben@ropeworks.example'),
  ];
  const channels = [
    { id: 'C0ENG00001', name: 'engineering', is_archived: false, is_general: false, members: [] },
    { id: 'C0HOEHE001', name: 'höhenarbeit', is_archived: false, is_general: false, members: [] },
  ];
  const root = '1710502200.000100';
  const day = [
    {
      type: 'message',
      user: 'U0ADA00001',
      ts: root,
      thread_ts: root,
      reply_count: 1,
      reply_users_count: 1,
      latest_reply: '1710502260.000200',
      text: 'We should migrate the payments service to CockroachDB.',
      reactions: [{ name: 'thumbsup', users: ['U0BEN00001'], count: 1 }],
    },
    {
      type: 'message',
      user: 'U0BEN00001',
      ts: '1710502260.000200',
      thread_ts: root,
      text: 'After the release, please.',
    },
    {
      type: 'message',
      subtype: 'channel_join',
      user: 'U0BEN00001',
      ts: '1710502100.000100',
      text: '<@U0BEN00001> has joined the channel',
    },
    {
      type: 'message',
      user: 'U0ADA00001',
      ts: '1710502300.000300',
      text: 'A block of the future',
      blocks: [{ type: 'hologram', depth: 3 }],
    },
    {
      type: 'message',
      subtype: 'tombstone',
      user: 'USLACKBOT',
      ts: '1710502400.000400',
      text: 'This message was deleted.',
    },
  ];
  const high = [
    { type: 'message', user: 'U0BEN00001', ts: '1710588600.000100', text: 'Das Seil hält. ✓' },
  ];
  return writeZip({
    'channels.json': JSON.stringify(channels),
    'users.json': JSON.stringify(users),
    'integration_logs.json': '[]',
    'engineering/2024-03-15.json': JSON.stringify(day),
    'engineering/2024-03-16.json': '[{"type":"message","user":"U0ADA',
    'höhenarbeit/2024-03-16.json': JSON.stringify(high),
  });
}

function user(id: string, name: string, email: string) {
  return { id, team_id: 'T0ROPE0001', name, deleted: false, profile: { real_name: name, email } };
}
