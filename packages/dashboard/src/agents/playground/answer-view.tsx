import { CircleAlert, PersonStanding } from 'lucide-react';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { durationWords } from '../../ui/time-words.ts';
import { type Answer, hasEnded } from './apply-event.ts';
import { CitationList } from './citation-list.tsx';
import { handOverWords } from './hand-over-words.ts';
import { RecallList } from './recall-list.tsx';

/** One answer as it comes: its words, what they stand on, what was recalled, whether a person would come. */
export function AnswerView({ answer, name }: { answer: Answer; name: string }) {
  const ended = hasEnded(answer);
  return (
    <div aria-busy={!ended} aria-live="polite" aria-atomic className="flex flex-col gap-2.5">
      {answer.text !== '' ? (
        <p className="max-w-[92%] self-start rounded-lg rounded-bl-sm bg-sunken px-3 py-2 break-words whitespace-pre-wrap">
          <span className="sr-only">{name} answers: </span>
          {answer.text}
          {!ended && (
            <span aria-hidden className="ml-0.5 animate-breathe">
              ▍
            </span>
          )}
        </p>
      ) : (
        !ended && (
          <div className="flex w-2/3 flex-col gap-1.5 rounded-lg rounded-bl-sm bg-sunken px-3 py-3">
            <Skeleton className="w-full" />
            <Skeleton className="w-1/2" />
            <span className="sr-only">{name} looks for an answer</span>
          </div>
        )
      )}
      {answer.citations.length > 0 && <CitationList citations={answer.citations} />}
      {answer.handOver && (
        <p className="flex gap-2 rounded-md bg-warn-wash px-3 py-2 text-sm">
          <PersonStanding aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          {handOverWords(answer.handOver)}
        </p>
      )}
      {answer.problem && <Notice tone="bad">{answer.problem}</Notice>}
      {answer.phase === 'stopped' && <p className="text-sm text-soft">Stopped.</p>}
      {answer.phase === 'done' && (
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-soft">
          {!answer.grounded && (
            <span className="inline-flex items-center gap-1 font-medium text-warn">
              <CircleAlert aria-hidden className="size-3.5" /> Found nothing to answer from
            </span>
          )}
          <span>
            {answer.answerer === 'model' ? 'By the model' : 'By the built-in answerer'}
            {answer.durationMs !== null && `, in ${durationWords(answer.durationMs)}`}
          </span>
        </p>
      )}
      {answer.recalled && <RecallList recalled={answer.recalled} />}
    </div>
  );
}
