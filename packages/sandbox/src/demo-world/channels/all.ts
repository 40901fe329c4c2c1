import type { ChannelStory } from '../story.ts';
import { engineering } from './engineering.ts';
import { general } from './general.ts';
import { hoehenarbeit } from './hoehenarbeit.ts';
import { incidents } from './incidents.ts';
import { leadership } from './leadership.ts';
import { product } from './product.ts';
import { random } from './random.ts';
import { releases } from './releases.ts';
import { sales } from './sales.ts';
import { support } from './support.ts';
import { winterRope } from './winter-rope.ts';
import { workshop } from './workshop.ts';

/** Every channel of the demo world. The order gives the ids: new ones go to the end. */
export const allChannels: readonly ChannelStory[] = [
  general,
  engineering,
  incidents,
  support,
  product,
  sales,
  workshop,
  releases,
  random,
  hoehenarbeit,
  leadership,
  winterRope,
];
