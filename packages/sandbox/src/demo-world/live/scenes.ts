import type { PersonKey } from '../people.ts';

/** What somebody does next while one watches. `re` is the `id` of an earlier line. */
export type LiveLine =
  | { id: string; in: string; by: PersonKey; text: string; re?: string }
  | { on: string; by: PersonKey; emoji: string }
  | { on: string; by: PersonKey; becomes: string };

/** The first minutes after a start: four things going on at once, as in a real team. */
export const scenes: readonly LiveLine[] = [
  {
    id: 'tower',
    in: 'support',
    by: 'dov',
    text: 'Skerry Wind is on the phone: 14 inspections from tower 7 stay at "waiting to send". All other towers are fine.',
  },
  {
    id: 'tower-1',
    in: 'support',
    by: 'ines',
    text: 'Which app version, and is it one phone or several?',
    re: 'tower',
  },
  { on: 'tower', by: 'petra', emoji: 'eyes' },
  {
    id: 'b121',
    in: 'workshop',
    by: 'yuki',
    text: 'Batch 121 dry: mean 1,405 cycles, worst 1,301. That is 40 more than batch 117 at the same price of yarn.',
  },
  {
    id: 'tower-2',
    in: 'support',
    by: 'dov',
    text: 'One phone, 4.18.1. The photos of tower 7 were taken with its *own camera app* and then imported.',
    re: 'tower',
  },
  { on: 'b121', by: 'sunniva', emoji: 'tada' },
  {
    id: 'freeze',
    in: 'engineering',
    by: 'jonas',
    text: 'Webhooks v2 pass against both friendly tenants: 3,120 deliveries, 0 lost, median 240 ms. Ready for 4.19.',
  },
  {
    id: 'tower-3',
    in: 'support',
    by: 'ines',
    text: 'Then they are over 12 MB each. The upload refuses them and the screen does not say so. That is our mistake, not theirs.',
    re: 'tower',
  },
  { on: 'freeze', by: 'mara', emoji: 'rocket' },
  {
    id: 'welsh',
    in: 'product',
    by: 'nell',
    text: 'Welsh is complete: 3,104 of 3,104 strings, and two native speakers read them on a real phone.',
  },
  {
    id: 'tower-4',
    in: 'support',
    by: 'ines',
    text: 'Way out for today: open the inspection, tap each photo, *Reduce size*. 12 MB becomes about 2. They stay readable for the auditor.',
    re: 'tower',
  },
  { on: 'welsh', by: 'lucia', emoji: 'dragon' },
  { on: 'freeze', by: 'lucia', emoji: 'tada' },
  {
    id: 'herons',
    in: 'random',
    by: 'tobi',
    text: 'Heron update: there are three. This is a committee now.',
  },
  {
    id: 'tower-5',
    in: 'support',
    by: 'dov',
    text: 'All 14 are sent. They say thank you, and would like the app to do it by itself.',
    re: 'tower',
  },
  { on: 'tower-4', by: 'dov', emoji: 'pray' },
  {
    id: 'tower-6',
    in: 'support',
    by: 'nell',
    text: 'It will: 4.19 reduces photos above 12 MB on the phone, with the original kept until the upload is confirmed.',
    re: 'tower',
  },
  { on: 'herons', by: 'bea', emoji: 'joy' },
  {
    id: 'offer',
    in: 'sales',
    by: 'kasimir',
    text: 'A dealer in Graz asks for 60 Fell 3 and 35 technicians on Crew. 35 × 9 € is 315 € a month, and the dealer price for the harnesses. Anything I forget?',
  },
  {
    id: 'offer-1',
    in: 'sales',
    by: 'olu',
    text: 'Austrian VAT id, otherwise 20 %. And week three for the harnesses, not week one.',
    re: 'offer',
  },
  { on: 'tower-6', by: 'dov', emoji: 'heart' },
  { on: 'offer', by: 'lucia', emoji: 'moneybag' },
  {
    id: 'slow',
    in: 'incidents',
    by: 'watch',
    text: ':warning: `inspection-api` p95 1.1 s (limit 0.8 s) for 5 min · region eu-north',
  },
  {
    id: 'slow-1',
    in: 'incidents',
    by: 'tobi',
    text: 'Looking. Queue is at 2,300, so above normal and below an incident.',
    re: 'slow',
  },
  { id: 'offer-2', in: 'sales', by: 'kasimir', text: 'Sent, with both. Danke.', re: 'offer' },
  { on: 'slow', by: 'jonas', emoji: 'eyes' },
  {
    id: 'slow-2',
    in: 'incidents',
    by: 'tobi',
    text: 'Step 2 of the runbook: a re-index holds the locks. On a *replica*, and it still waits for the primary. New to me.',
    re: 'slow',
  },
  { on: 'b121', by: 'wren', emoji: 'clap' },
  {
    id: 'slow-3',
    in: 'incidents',
    by: 'jonas',
    text: 'Hot standby feedback is on since the minor update on staging was copied to production. It keeps old rows alive for the replica.',
    re: 'slow',
  },
  {
    id: 'label',
    in: 'product',
    by: 'bea',
    text: 'Label preview is in the beta. It warns when the QR code would be printed under 300 dpi, and shows where the seam must not be.',
  },
  {
    id: 'slow-4',
    in: 'incidents',
    by: 'tobi',
    text: 'Feedback off for the re-index replica. p95 0.34 s, queue 190.',
    re: 'slow',
  },
  { on: 'slow-4', by: 'mara', emoji: 'white_check_mark' },
  { on: 'label', by: 'hamish', emoji: '+1' },
  {
    id: 'slow-5',
    in: 'incidents',
    by: 'mara',
    text: '*Summary INC-35* (11 min, slow saves, nothing lost). Cause: a standby setting copied from staging. Fix: settings of replicas are reviewed like code from today.',
    re: 'slow',
  },
  { on: 'welsh', by: 'wren', emoji: 'heart' },
  {
    id: 'catalogue',
    in: 'general',
    by: 'wren',
    text: 'The catalogue photo is taken. Nobody fell off anything, and Hamish owns four helmets.',
  },
  { on: 'slow-5', by: 'tobi', emoji: '+1' },
  {
    on: 'slow-5',
    by: 'mara',
    becomes:
      '*Summary INC-35* (13 min, slow saves for about 60 crews, nothing lost). Cause: a standby setting copied from staging. Fix: settings of replicas are reviewed like code from today.',
  },
  { on: 'catalogue', by: 'yuki', emoji: 'camera' },
  { on: 'catalogue', by: 'hamish', emoji: 'helmet_with_white_cross' },
];
