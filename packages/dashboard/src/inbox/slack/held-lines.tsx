import type { ConversationView } from '@belay/contract/desk/conversation';
import type { HeldLineView } from '@belay/contract/desk/slack-conversation';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ExternalLink, Hand } from 'lucide-react';
import { deskKeys, slackQuery } from '../../desk/data/desk-queries.ts';
import { answerHeld, type HeldChoice } from '../../desk/data/desk-verbs.ts';
import { firstName } from '../../desk/words/visitor-name.ts';
import { useMe } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useVerbs } from '../verbs/verbs-context.tsx';
import { heldUntil, heldWords } from './held-words.ts';

/** Lines typed in Slack that did not go out: only their author says what becomes of them (TKO-4). */
export function HeldLines({ view }: { view: ConversationView }) {
  const { data } = useQuery(slackQuery(view));
  const now = useNow();
  const held = (data?.held ?? []).filter((line) => Date.parse(line.expires_at) > now);
  if (held.length === 0) return null;
  return (
    <section
      aria-label="Held lines"
      className="max-h-[40%] shrink-0 overflow-y-auto border-t border-line bg-warn-wash px-4 py-2 sm:px-6"
    >
      <ul className="flex flex-col gap-3">
        {held.map((line) => (
          <HeldLine key={line.id} line={line} view={view} now={now} />
        ))}
      </ul>
    </section>
  );
}

function HeldLine({
  line,
  view,
  now,
}: {
  line: HeldLineView;
  view: ConversationView;
  now: number;
}) {
  const { user } = useMe();
  const { run, running, ask } = useVerbs();
  const client = useQueryClient();
  const isMine = line.author.person_id === user.id;
  const owner = view.owner?.name ?? 'a colleague';
  const press = async (choice: HeldChoice) => {
    await run(`${choice} ${line.id}`, () => answerHeld(view.id, line.id, choice));
    void client.invalidateQueries({ queryKey: deskKeys.slack(view.id) });
  };
  return (
    <li className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-center gap-x-1.5 text-sm">
        <Hand aria-hidden className="size-3.5 text-warn" />
        <span className="font-medium">{isMine ? 'Your line' : `${line.author.name}’s line`}</span>
        <span className="text-soft">in Slack. {line.sentence}</span>
        {line.permalink && (
          <a
            href={line.permalink}
            target="_blank"
            rel="noopener noreferrer"
            className="inline-flex items-center gap-1 text-accent-ink underline underline-offset-2"
          >
            See it there <ExternalLink aria-label="(opens in a new tab)" className="size-3" />
          </a>
        )}
      </p>
      <blockquote className="border-l-2 border-warn/50 pl-3 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {line.text || 'A line without words'}
      </blockquote>
      {isMine ? (
        <div className="flex flex-wrap items-center gap-2">
          {line.choices.map((choice, index) => (
            <Button
              key={choice}
              size="sm"
              {...(index === 0 && choice !== 'keep' && choice !== 'steal'
                ? { look: 'primary' as const }
                : {})}
              pending={running === `${choice} ${line.id}`}
              disabled={running !== null}
              // taking it from a colleague asks first, as everywhere
              onClick={() => (choice === 'steal' ? ask('steal') : void press(choice))}
            >
              {heldWords(choice, owner)}
            </Button>
          ))}
          <span className="text-xs text-soft">{heldUntil(line.expires_at, now)}</span>
        </div>
      ) : (
        <p className="text-xs text-soft">
          Only {firstName(line.author.name)} can say what becomes of it.{' '}
          {heldUntil(line.expires_at, now)}
        </p>
      )}
    </li>
  );
}
