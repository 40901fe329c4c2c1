import { uuidOf } from '../ids.ts';

/** An event in a thread, as far as its place in it goes. */
export interface ThreadNode {
  /** uuid, as in `precededBy` */
  id: string;
  precededBy: string[];
  /** labels `supersedes:<event_id>` */
  supersedes: string[];
  observedAt: Date;
  recordedAt: Date;
  closedAt: Date | null;
}

export interface Placed {
  node: ThreadNode;
  isRoot: boolean;
  /** the shown version of what it answers or belongs to, if that is shown */
  belongsTo: string | undefined;
}

const prefix = 'supersedes:';

/** The versions that stand (now, or at `asOf`), oldest first, each with what it belongs to. Pure. */
export function placeThread(nodes: readonly ThreadNode[], asOf: Date | undefined): Placed[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const before = (node: ThreadNode) =>
    node.supersedes.map((label) => uuidOf('evt', label.slice(prefix.length)));
  const firstOf = (node: ThreadNode): ThreadNode => {
    let at = node;
    // as many steps as there are nodes: a forged circle ends as well
    for (let step = 0; step < nodes.length; step++) {
      const earlier = before(at).find((id) => id !== undefined && known.has(id));
      if (earlier === undefined) break;
      at = known.get(earlier) ?? at;
    }
    return at;
  };
  const shown = nodes
    .filter(({ recordedAt, closedAt }) =>
      asOf === undefined
        ? closedAt === null
        : recordedAt <= asOf && (closedAt === null || closedAt > asOf),
    )
    .sort(byTime);
  const shownByFirst = new Map(shown.map((node) => [firstOf(node).id, node.id]));
  return shown.map((node) => {
    const first = firstOf(node);
    const parent = first.precededBy.map((id) => known.get(id)).find((each) => each !== undefined);
    return {
      node,
      isRoot: parent === undefined,
      belongsTo: parent && shownByFirst.get(firstOf(parent).id),
    };
  });
}

function byTime(a: ThreadNode, b: ThreadNode): number {
  return a.observedAt.getTime() - b.observedAt.getTime() || (a.id < b.id ? -1 : 1);
}
