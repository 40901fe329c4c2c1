import { useState } from 'preact/hooks';
import type { RatingGiven } from '../client/api.ts';
import { fill } from '../words/fill.ts';
import { Icon } from './icon.tsx';
import { useUi } from './use-chat.ts';

/** Asked once per conversation and reopening: a thumb or stars, and a word if they like. */
export function RatingCard({ onDone }: { onDone?: () => void }) {
  const { chat, state, words } = useUi();
  const [given, setGiven] = useState<RatingGiven | null>(null);
  const [isPutOff, setPutOff] = useState(false);
  const [comment, setComment] = useState('');
  if (isPutOff) return null;
  const pick = (name: string, rating: RatingGiven, icon: 'up' | 'down' | 'star', isOn: boolean) => (
    <button
      type="button"
      class={`pick ${isOn ? 'on' : ''}`}
      aria-label={name}
      title={name}
      aria-pressed={isOn}
      onClick={() => setGiven(rating)}
    >
      <Icon name={icon} />
    </button>
  );
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (given && (await chat.rate({ ...given, comment: comment.trim() }))) onDone?.();
  };
  const later = () => {
    setPutOff(true);
    onDone?.();
  };
  return (
    <form class="card" aria-label={words.rateTitle} onSubmit={send}>
      <p class="head">{words.rateTitle}</p>
      <div class="picks">
        {state.agent?.rating.kind === 'stars'
          ? [1, 2, 3, 4, 5].map((stars) =>
              pick(
                fill(words.stars, { n: stars }),
                { stars },
                'star',
                stars <= (given?.stars ?? 0),
              ),
            )
          : [
              pick(words.rateGood, { thumb: 'up' }, 'up', given?.thumb === 'up'),
              pick(words.rateBad, { thumb: 'down' }, 'down', given?.thumb === 'down'),
            ]}
      </div>
      {given && (
        <label>
          {words.rateComment}
          <textarea
            rows={2}
            maxLength={2000}
            dir="auto"
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
        </label>
      )}
      <div class="actions">
        {given && (
          <button type="submit" class="primary">
            {words.rateSend}
          </button>
        )}
        <button type="button" onClick={later}>
          {words.rateNot}
        </button>
      </div>
    </form>
  );
}
