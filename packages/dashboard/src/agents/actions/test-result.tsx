import type { ActionTest } from '@belay/contract/desk/action';
import { Badge, State } from '../../ui/state-badge.tsx';
import { durationWords } from '../../ui/time-words.ts';

/** What was sent, what came back, what a visitor would be told. */
export function TestResult({ test }: { test: ActionTest }) {
  const { request, answer } = test;
  const sent = [
    `${request.method} ${request.url}`,
    ...request.headers.map(({ name, value }) => `${name}: ${value ?? '••••••'}`),
    ...(request.body ? ['', request.body] : []),
  ].join('\n');
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-3" role="status">
      <p className="flex flex-wrap items-center gap-2">
        <State tone={test.state === 'done' ? 'ok' : 'bad'}>
          {test.state === 'done' ? 'Worked' : 'Failed'}
        </State>
        <span>{test.outcome}</span>
        <span className="text-sm text-soft">{durationWords(test.duration_ms)}</span>
      </p>
      {test.say !== '' && (
        <p>
          <span className="block text-sm text-soft">The visitor would read</span>
          {test.say}
        </p>
      )}
      <Bytes title="Request">{sent}</Bytes>
      {answer ? (
        <Bytes
          title={
            <>
              Answer <Badge>{answer.status}</Badge> {answer.content_type}
              {answer.is_cut && ', cut'}
            </>
          }
        >
          {pretty(answer.body)}
        </Bytes>
      ) : (
        <p className="text-soft">No answer came.</p>
      )}
    </div>
  );
}

function Bytes({ title, children }: { title: React.ReactNode; children: string }) {
  return (
    <section>
      <h3 className="mb-1 text-sm text-soft">{title}</h3>
      <pre className="max-h-64 overflow-auto rounded-md bg-sunken px-3 py-2 font-mono text-xs break-all whitespace-pre-wrap">
        {children === '' ? '(empty)' : children}
      </pre>
    </section>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
