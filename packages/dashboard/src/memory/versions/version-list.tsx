import type { EventVersion } from '@belay/contract/read';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { readExperience } from '../experience/read-experience.ts';
import { type DiffRun, wordDiff } from './word-diff.ts';

/** All versions, the newest first, each with what changed against the one before. */
export function VersionList({ versions }: { versions: EventVersion[] }) {
  const read = versions.map((version) => ({ version, one: readExperience(version) }));
  return (
    <ol className="flex flex-col gap-3">
      {read
        .map(({ version, one }, index) => {
          const before = read[index - 1]?.one.text;
          return (
            <li key={version.event_id} className="rounded-md border border-line px-3 py-2">
              <p className="mb-1 flex flex-wrap gap-x-2 text-sm text-soft">
                <span className="font-medium text-ink">
                  {index === 0 ? 'First version' : `Version ${index + 1}`}
                </span>
                {version.superseded_at === null && <span>stands</span>}
                <span className="ml-auto">
                  {one.editedAt ? 'edited ' : 'said '}
                  <RelativeTime at={one.editedAt ?? one.saidAt} />, known{' '}
                  <RelativeTime at={one.recordedAt} />
                </span>
              </p>
              <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
                {before === undefined ? one.text : <Diff runs={wordDiff(before, one.text)} />}
              </p>
            </li>
          );
        })
        .toReversed()}
    </ol>
  );
}

/** What went is struck through, what came is underlined: told without colour too. */
function Diff({ runs }: { runs: DiffRun[] }) {
  return runs
    .map((run, index) => ({ run, key: String(index) }))
    .map(({ run, key }) => {
      if (run.kind === 'gone')
        return (
          <del key={key} className="bg-bad-wash text-bad">
            {run.text}
          </del>
        );
      if (run.kind === 'new')
        return (
          <ins key={key} className="bg-ok-wash text-ok">
            {run.text}
          </ins>
        );
      return <span key={key}>{run.text}</span>;
    });
}
