import type { AgentView } from '@belay/contract/desk/agent';
import { CircleCheck, CircleX } from 'lucide-react';
import { cn } from '../../ui/cn.ts';
import { publishChecks } from './publish-checks.ts';

/** The three things that have to be true before visitors are answered. */
export function CheckLine({ agent }: { agent: AgentView }) {
  return (
    <ul aria-label="What answering visitors needs" className="flex flex-wrap gap-x-5 gap-y-1.5">
      {publishChecks(agent).map(({ key, ok, words }) => {
        const Icon = ok ? CircleCheck : CircleX;
        return (
          <li
            key={key}
            className={cn('flex items-center gap-1.5 text-sm', ok ? 'text-soft' : 'font-medium')}
          >
            <Icon aria-hidden className={cn('size-4 shrink-0', ok ? 'text-ok' : 'text-warn')} />
            <span className="sr-only">{ok ? 'Done:' : 'To do:'}</span> <span>{words}</span>
          </li>
        );
      })}
    </ul>
  );
}
