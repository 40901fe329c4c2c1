import { type ChannelStory, say } from '../story.ts';

export const winterRope: ChannelStory = {
  name: 'proj-winter-rope',
  topic: 'Closed. Results are in the last message.',
  purpose: 'Can we make a rope that does not freeze?',
  archived: '15d 12:00',
  members: ['sunniva', 'yuki', 'hamish', 'wren'],
  said: [
    say(
      '42d 09:00',
      'sunniva',
      'Question: does the dry treatment keep the 9.8 mm flexible at −20 °C? Sixteen samples, eight treated.',
    ),
    say(
      '41d 15:30',
      'yuki',
      'First night in the freezer: untreated takes up 41 % of its weight in water, treated 4.6 %.',
      {
        reactions: { snowflake: ['sunniva', 'hamish'] },
      },
    ),
    say(
      '38d 10:20',
      'hamish',
      'Field day on the ice: the treated one runs through the device like in summer. The other one is a stick.',
      {
        replies: [
          say('+9m', 'yuki', 'How many cycles until the treatment is off?'),
          say('+1h', 'sunniva', 'After 200 descents it takes up 9 %. After 400, 17 %.'),
        ],
      },
    ),
    say('30d 14:00', 'wren', 'What does it cost per metre?', {
      replies: [
        say('+25m', 'sunniva', '0.38 € more. Sold at 0.90 € more it pays from 4 km a year.'),
      ],
    }),
    say(
      '16d 11:00',
      'sunniva',
      '*Result:* dry treatment goes into the 9.8 and 10.2 mm next season, 0.90 € per metre more, with "renew after 300 descents" on the label. Thank you, this channel can be closed.',
      {
        reactions: { tada: ['yuki', 'hamish', 'wren'] },
      },
    ),
  ],
};
