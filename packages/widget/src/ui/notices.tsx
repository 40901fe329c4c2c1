import { useEffect, useState } from 'preact/hooks';
import { fill } from '../words/fill.ts';
import { useUi } from './use-chat.ts';

/**
 * A lost connection is told after this, ms: most come back sooner, and what is said is marked anyway.
 * Where nothing could be shown yet, one hears of it soon.
 */
const quietMs = 30_000;
const emptyMs = 3_000;

/** What stands in the way, in one sentence; nothing while all is well. */
export function Notices() {
  const { state, words } = useUi();
  const { isOnline, isAway, isBlocked, slowUntil, agent, talk, current, trouble } = state;
  const isCut = !isOnline || isAway;
  const [isTold, setTold] = useState(false);
  const [, tick] = useState(0);
  useEffect(() => {
    if (!isCut) return setTold(false);
    const timer = setTimeout(() => setTold(true), agent ? quietMs : emptyMs);
    return () => clearTimeout(timer);
  }, [isCut, agent === null]);
  const seconds = Math.ceil((slowUntil - Date.now()) / 1000);
  useEffect(() => {
    if (seconds <= 0) return;
    const timer = setTimeout(() => tick((count) => count + 1), 1000);
    return () => clearTimeout(timer);
  });
  const conversation = talk.conversations[current];
  const sentence = isBlocked
    ? words.blocked
    : isCut && isTold
      ? isOnline
        ? words.away
        : words.offline
      : seconds > 0
        ? fill(words.slowDown, { n: seconds })
        : trouble !== null
          ? trouble || words.failed
          : agent && !agent.serves && (!conversation || conversation.state === 'agent')
            ? words.paused
            : null;
  return (
    <div class="notices" role="status">
      {sentence}
    </div>
  );
}
