import type { AgentSlackView } from '@belay/contract/desk/slack';
import { Link } from '@tanstack/react-router';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** What notifications need. It warns and blocks nothing: everything can be mended afterwards. */
export function Prerequisites({
  agent,
  checks,
}: {
  agent: string;
  checks: AgentSlackView['checks'];
}) {
  const teach = (
    <>
      {' '}
      <Link to="/agents/$id" params={{ id: agent }} className="underline">
        Teach it something
      </Link>
      .
    </>
  );
  return (
    <ul aria-label="Prerequisites" className="flex flex-col gap-2">
      <Check ok={checks.trained} done="The agent is trained.">
        The agent is not trained: it calls for a person more often than it has to.{teach}
      </Check>
      <Check ok={checks.active} done="The agent is active.">
        The agent is paused: nothing new happens that could be told. Press Resume above.
      </Check>
      <Check ok={checks.public} done="The agent is public.">
        The agent is private: visitors can't reach it, so nothing is told. Turn Public on above.
      </Check>
      <li className="flex gap-2 text-soft">
        <span aria-hidden className="mt-2 ml-1.5 size-1 shrink-0 rounded-full bg-current" />
        An active Slack workspace in which you may install apps, or an admin of it who approves this
        one.
      </li>
    </ul>
  );
}

function Check({ ok, done, children }: { ok: boolean; done: string; children: ReactNode }) {
  return ok ? (
    <li className="flex gap-2 text-soft">
      <CircleCheck aria-label="Done:" className="mt-0.5 size-4 shrink-0 text-ok" />
      {done}
    </li>
  ) : (
    <li className="flex gap-2">
      <TriangleAlert aria-label="To do:" className="mt-0.5 size-4 shrink-0 text-warn" />
      <span>{children}</span>
    </li>
  );
}
