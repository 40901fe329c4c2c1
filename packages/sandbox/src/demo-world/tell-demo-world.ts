import type { Clock } from '../clock/clock.ts';
import type { World } from '../world/world.ts';
import { beatPlayer, setStage } from './beat-player.ts';
import { liveBeats } from './live/live-beats.ts';
import { storyBeats } from './story-beats.ts';

const days = 86_400_000;

/** Fills an empty workspace with the demo company's last sixty days, as of `base`, and no more. */
export function seedDemoWorld(world: World, options: { base: number; member?: string }): void {
  setStage(world, stageTime(options));
  const play = beatPlayer(world);
  for (const beat of storyBeats(options.base)) if (beat.at <= options.base) play(beat);
}

export interface Telling {
  /** when the world was first told, ms since the epoch */
  base: number;
  /** every start since then, this one included, ascending */
  starts: readonly number[];
  /** the app's bot user: joins the public channels */
  member?: string;
}

/**
 * Fills an empty workspace and goes on telling: colleagues write, react and edit while one watches.
 * What happens when is fixed by `base` and `starts`, so the same telling gives the same ids: a
 * restarted sandbox is the workspace that it was, plus what "happened" meanwhile. The answer stops it.
 */
export function tellDemoWorld(world: World, clock: Clock, telling: Telling): () => void {
  setStage(world, stageTime(telling));
  const play = beatPlayer(world);
  for (const beat of storyBeats(telling.base)) play(beat);

  const live = liveBeats(telling.base, telling.starts);
  let cancel = () => {};
  const goOn = () => {
    // not for…of: leaving such a loop would end the telling
    for (let next = live.next(); !next.done; next = live.next()) {
      const beat = next.value;
      const wait = beat.at - clock.now();
      if (wait > 0) {
        cancel = clock.after(wait, () => {
          play(beat);
          goOn();
        });
        return;
      }
      play(beat);
    }
  };
  goOn();
  return () => cancel();
}

function stageTime({ base, member }: { base: number; member?: string }) {
  return { at: base - 120 * days, ...(member && { member }) };
}
