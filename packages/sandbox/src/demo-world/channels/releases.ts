import { type ChannelStory, say } from '../story.ts';

export const releases: ChannelStory = {
  name: 'releases',
  topic: 'What shipped',
  purpose: 'Release notes of Plumb, newest last',
  said: [
    say('37d 15:00', 'deploy', 'plumb-api 4.15.0 → production · 12 changes · 0 failed checks'),
    say(
      '37d 15:20',
      'nell',
      `*Plumb 4.15*
• Audit log for Crew plans
• Inspections of a whole box at once: scan the box, answer once, exceptions by piece
• Fixed: photos turned by 90° on some tablets`,
      { reactions: { tada: ['petra', 'lucia', 'hamish'] } },
    ),
    say('23d 14:58', 'deploy', 'plumb-api 4.16.0 → production · 19 changes · 0 failed checks'),
    say(
      '23d 15:10',
      'nell',
      `*Plumb 4.16*
• Group sync (SCIM), beta, for Fleet plans
• New amber, readable in sunlight
• Certificates carry the inspector who signed, in every case (see INC-32)
• Columns of exports keep their order`,
      { reactions: { '+1': ['dov', 'bea'] } },
    ),
    say('16d 15:02', 'deploy', 'plumb-api 4.17.0 → production · 23 changes · 0 failed checks'),
    say(
      '16d 15:15',
      'nell',
      `*Plumb 4.17*
• Export from the home page
• Clock warning shows both times and opens the setting
• Two phones exchange drafts over Bluetooth
• Offline merges take the worse verdict and keep both notes`,
      {
        reactions: { tada: ['petra', 'ines', 'hamish', 'kasimir'] },
        replies: [
          say('+2h', 'petra', 'Clock questions today: 0. Thank you.', {
            reactions: { heart: ['ines'] },
          }),
        ],
      },
    ),
    say('7d 15:01', 'deploy', 'plumb-api 4.18.0 → production · 15 changes · 0 failed checks'),
    say(
      '7d 15:12',
      'nell',
      `*Plumb 4.18*
• Photos upload in the background by the system's own service
• Dark mode follows the light sensor
• QR codes are read through plastic bags`,
      { reactions: { '+1': ['hamish', 'bea'] } },
    ),
    say('4d 13:05', 'deploy', 'plumb-api 4.18.1 → production · 1 change · 0 failed checks'),
    say(
      '4d 13:09',
      'jonas',
      '4.18.1: large exports are streamed. 214,000 rows in 1 min 50 s with 38 MiB of memory.',
      { reactions: { rocket: ['tobi'] } },
    ),
  ],
};
