import { Tooltip } from '../../ui/tooltip.tsx';
import { authorOf } from './author-name.ts';
import type { ReactionCount } from './read-experience.ts';

/** Reactions as small marks; who reacted, on hover and focus. */
export function ReactionMarks({ reactions }: { reactions: ReactionCount[] }) {
  if (reactions.length === 0) return <p className="text-soft">The last reaction was taken away.</p>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {reactions.map(({ emoji, count, actors }) => (
        <li key={emoji}>
          <Tooltip text={actors.map((actor) => authorOf(actor).name).join(', ') || 'Nobody named'}>
            <span className="inline-flex items-center gap-1 rounded-full border border-line bg-sunken px-2 py-px text-sm">
              :{emoji}: <span className="font-medium">{count}</span>
            </span>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
