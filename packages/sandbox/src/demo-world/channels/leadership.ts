import { type ChannelStory, say } from '../story.ts';

/** Private, and the bot is not in it: what stands here must never reach the memory. */
export const leadership: ChannelStory = {
  name: 'leadership',
  topic: 'Stays here',
  purpose: 'Wren, Mara, Sunniva, Nell and Olu',
  isPrivate: true,
  members: ['wren', 'mara', 'sunniva', 'nell', 'olu'],
  said: [
    say('32d 17:00', 'wren', 'The landlord wants the lease for ten years. I would sign five.', {
      replies: [say('+15m', 'olu', 'Five with an option for five. I have the numbers by Monday.')],
    }),
    say(
      '15d 16:40',
      'olu',
      'Runway with the current plan: 26 months, if polyamide stays where it is.',
    ),
    say(
      '9d 18:05',
      'mara',
      'I would like to hire one more person for mobile in spring. Inês carries too much alone.',
      {
        replies: [say('+1h', 'wren', 'Agreed. Write the ad.')],
      },
    ),
    say(
      '2d 17:20',
      'wren',
      'Somebody offered to buy us. I said no before lunch. You should hear it from me.',
      {
        reactions: { heart: ['mara', 'sunniva', 'nell', 'olu'] },
      },
    ),
  ],
};
