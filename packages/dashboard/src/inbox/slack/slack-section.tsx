import type { ConversationView } from '@belay/contract/desk/conversation';
import type { ConversationSlackView } from '@belay/contract/desk/slack-conversation';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { slackQuery } from '../../desk/data/desk-queries.ts';
import { State } from '../../ui/state-badge.tsx';
import { exactTime } from '../../ui/time-words.ts';
import { useNow } from '../../ui/use-now.ts';
import { Section } from '../person/section.tsx';
import { ladderLook, stepTime, stepWords } from './ladder-words.ts';
import { placeWords } from './place-words.ts';

/** Where the conversation stands in Slack, and how far its escalation climbed; nothing without Slack. */
export function SlackSection({ view }: { view: ConversationView }) {
  const { data } = useQuery(slackQuery(view));
  if (!data || (data.cards.length === 0 && data.ladder.length === 0)) return null;
  return (
    <>
      {data.cards.length > 0 && (
        <Section title="In Slack">
          <ul className="flex flex-col gap-1">
            {data.cards.map((card) => (
              <Place key={card.id} card={card} state={view.state} />
            ))}
          </ul>
        </Section>
      )}
      {data.ladder.length > 0 && <Ladder ladder={data.ladder} />}
    </>
  );
}

function Place({
  card,
  state,
}: {
  card: ConversationSlackView['cards'][number];
  state: ConversationView['state'];
}) {
  const words = placeWords(card, state);
  const name = `#${card.channel.name}`;
  return (
    <li className="text-sm">
      {card.permalink ? (
        <a
          href={card.permalink}
          target="_blank"
          rel="noopener noreferrer"
          className="text-accent-ink underline underline-offset-2 [overflow-wrap:anywhere]"
        >
          {name} <ExternalLink aria-label="(opens in a new tab)" className="inline size-3" />
        </a>
      ) : (
        <span className="[overflow-wrap:anywhere]">{name}</span>
      )}{' '}
      {words &&
        (words.tone === null ? (
          <span className="text-soft">{words.text}</span>
        ) : (
          <State tone={words.tone} plain>
            {words.text}
          </State>
        ))}
    </li>
  );
}

function Ladder({ ladder }: { ladder: ConversationSlackView['ladder'] }) {
  const now = useNow();
  return (
    <Section title="If nobody takes over">
      <ol className="flex flex-col gap-1">
        {ladder.map((step) => {
          const look = ladderLook(step.state);
          return (
            <li key={step.step} className="text-sm">
              <State tone={look.tone} plain>
                {look.word}
              </State>{' '}
              {stepWords(step)}{' '}
              <span
                className="text-xs text-faint"
                title={
                  (step.done_at ?? step.due_at)
                    ? exactTime(Date.parse(step.done_at ?? step.due_at ?? ''))
                    : undefined
                }
              >
                {stepTime(step, now)}
              </span>
              {step.state !== 'done' && step.note && <p className="text-soft">{step.note}</p>}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
