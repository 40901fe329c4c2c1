import type { Figure } from './figure.ts';
import { burstFigures } from './notify-burst.ts';
import { clickFigures } from './notify-click.ts';
import { latencyFigures } from './notify-latency.ts';
import { openNotifyStage } from './notify-stage.ts';

const parts = {
  latency: latencyFigures,
  click: clickFigures,
  burst: burstFigures,
};

/**
 * From a commit to Slack, against the bare way in the same run; a click and what it changes; a burst
 * against what Slack's own limits leave. `notify latency|click|burst` runs one of them. The burst is
 * whole and takes as long as it would: over three minutes.
 */
export async function benchNotify(args: string[]): Promise<Figure[]> {
  const wanted = Object.entries(parts).filter(([name]) => args.length === 0 || args.includes(name));
  const figures: Figure[] = [];
  for (const [, part] of wanted) {
    const stage = await openNotifyStage();
    try {
      figures.push(...(await part(stage)));
    } finally {
      await stage.close();
    }
  }
  return figures;
}
