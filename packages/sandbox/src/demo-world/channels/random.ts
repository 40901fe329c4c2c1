import { type ChannelStory, say } from '../story.ts';

export const random: ChannelStory = {
  name: 'random',
  topic: 'Cats, crags, cake',
  purpose: 'Nothing useful, please',
  said: [
    say(
      '38d 12:15',
      'tobi',
      'There is a heron on the roof of the braiding hall and it judges us.',
      { reactions: { bird: ['sunniva', 'yuki', 'bea'], eyes: ['ines'] } },
    ),
    say(
      '31d 15:30',
      'bea',
      'Leftover orange webbing makes an excellent dog lead. Ask me how I know.',
      {
        reactions: { dog: ['hamish', 'petra', 'nell'] },
        replies: [
          say('+12m', 'sunniva', '22 kN. Your dog is safe to work at height.'),
          say('+1m', 'bea', ':joy:'),
        ],
      },
    ),
    say(
      '25d 11:45',
      'kasimir',
      'Who took the last Franzbrötchen? I only want to know so that I can thank them for the crumbs.',
      { reactions: { croissant: ['jonas', 'olu'] } },
    ),
    say('21d 17:00', 'hamish', 'Saturday, the slab above the tarn, 9:00, four places in the van.', {
      reactions: { raised_hand: ['yuki', 'tobi', 'ines', 'jonas'] },
      replies: [
        say('+3m', 'ines', 'Me!'),
        say(
          '+40m',
          'yuki',
          'I bring the short rope from batch 115. It failed the *colour* test only.',
        ),
      ],
    }),
    say('17d 13:13', 'dov', 'this was meant for my sister, please forget it', { deleted: '+1m' }),
    say('17d 13:16', 'tobi', 'What did Dov write? I saw only "forget it".', {
      reactions: { see_no_evil: ['dov'] },
    }),
    say('10d 12:34', 'yuki', '本日のおやつ: mochi in the lab, please eat with clean hands.', {
      reactions: { rice_ball: ['bea', 'tobi', 'sunniva'] },
    }),
    say('6d 16:45', 'olu', 'I am selling my old crash pad', {
      deleted: '+2h',
      replies: [
        say('+5m', 'ines', 'How old?'),
        say('+9m', 'olu', 'Old. Sold already, to a person in this room.'),
      ],
    }),
    say('1d 16:20', 'bea', 'The heron is back. It has brought a friend.', {
      reactions: { bird: ['tobi', 'yuki', 'sunniva', 'petra', 'wren'] },
    }),
  ],
};
