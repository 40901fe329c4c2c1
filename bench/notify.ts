import type { Figure } from './figure.ts';
import { burstFigures } from './notify-burst.ts';
import { clickFigures } from './notify-click.ts';
import { latencyFigures } from './notify-latency.ts';
import { openNotifyStage } from './notify-stage.ts';

const parts = {
  // many in a row: more than Slack's minute holds
  latency: { measure: latencyFigures, env: { SLACK_RATE: 'unlimited' } },
  click: { measure: clickFigures, env: {} },
  burst: { measure: burstFigures, env: {} },
};

/**
 * From a commit to Slack, against the bare way in the same run; a click and what it changes; a burst
 * against what Slack's own limits leave. `notify latency|click|burst` runs one of them. The burst is
 * whole and takes as long as it would: over three minutes.
 */
export async function benchNotify(args: string[]): Promise<Figure[]> {
  const wanted = Object.entries(parts).filter(([name]) => args.length === 0 || args.includes(name));
  const figures: Figure[] = [];
  for (const [, { measure, env }] of wanted) {
    const stage = await openNotifyStage(env);
    try {
      figures.push(...(await measure(stage)));
    } finally {
      await stage.close();
    }
  }
  return figures;
}
