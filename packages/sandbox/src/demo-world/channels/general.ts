import { type ChannelStory, say } from '../story.ts';

export const general: ChannelStory = {
  name: 'general',
  topic: 'For everybody',
  purpose: 'Announcements that all of us should read',
  joins: [
    { at: '35d 08:00', by: 'lucia' },
    { at: '18d 08:00', by: 'dov' },
  ],
  said: [
    say(
      '41d 08:00',
      'wren',
      'Good morning. This quarter has three goals: Fell 3 in series, 40 % fewer support questions about export, and nobody works the last Friday of the month after 14:00.',
      {
        reactions: { '+1': ['mara', 'petra', 'sunniva', 'nell'], tada: ['dov', 'ines', 'bea'] },
      },
    ),
    say(
      '35d 12:10',
      'olu',
      'Travel: book with the card, put the receipt into <#general>… no, please *not* into general. Send it to receipts@tarn-thistle.example.',
      {
        reactions: { joy: ['kasimir', 'lucia', 'tobi'] },
      },
    ),
    say(
      '33d 09:00',
      'wren',
      'The audit for the quality certificate is on the 9th and 10th. The auditor may ask anybody anything. The right answer to a question you can not answer is "I do not know, but <@sunniva> does".',
      {
        reactions: { sweat_smile: ['ines', 'jonas'], '+1': ['sunniva'] },
      },
    ),
    say(
      '26d 16:30',
      'sunniva',
      "Audit passed. Two remarks: the label on the solvent cupboard, and a calendar entry that was in somebody's head. Both are mended.",
      {
        reactions: { tada: ['wren', 'yuki', 'olu', 'mara', 'nell', 'petra'] },
      },
    ),
    say(
      '20d 12:00',
      'wren',
      'Gus leaves on Friday after four years. He says he goes climbing without a laptop. We believe half of it.',
      {
        reactions: { heart: ['mara', 'ines', 'jonas', 'tobi', 'bea'], man_climbing: ['hamish'] },
      },
    ),
    say(
      '18d 08:30',
      'petra',
      'Please welcome <@dov> to the support team for good. His first week as a temp was 61 answers.',
      {
        reactions: { wave: ['wren', 'mara', 'nell', 'lucia', 'kasimir', 'yuki'], tada: ['olu'] },
        replies: [
          say('+20m', 'dov', 'Thank you! I still do not know where the good coffee is.'),
          say('+2m', 'tobi', 'Sewing room. Tell nobody.'),
        ],
      },
    ),
    say(
      '13d 09:00',
      'olu',
      'Holiday between the years: the workshop is closed, Plumb support runs with two people a day. Please put your wish into the list until the 1st.',
      {
        reactions: { spiral_calendar_pad: ['petra', 'dov', 'ines'] },
      },
    ),
    say(
      '8d 10:00',
      'wren',
      'Numbers for the month: 1,840 harnesses, 61 km of rope, 212 paying crews on Plumb (+14). Thank you, all of you.',
      {
        reactions: { rocket: ['lucia', 'kasimir', 'nell'], heart: ['sunniva', 'petra'] },
      },
    ),
    say(
      '3d 08:20',
      'olu',
      'The heating in the office is off until Thursday noon. The sewing room is warm and has coffee, as everybody seems to know by now.',
      {
        reactions: { coffee: ['dov', 'tobi', 'bea', 'ines'] },
        edit: { after: '+9m', from: 'The heating in the office is off until Wednesday noon.' },
      },
    ),
    say(
      '170m',
      'wren',
      'Reminder: photo for the Fell 3 catalogue at 13:00 in the yard. Whoever has a helmet, bring it.',
      {
        reactions: { helmet_with_white_cross: ['hamish', 'yuki'] },
      },
    ),
  ],
};
