import { toast } from 'sonner';
import { errorWords } from '../../api/error-words.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { startInstall } from '../data/slack-verbs.ts';

/** Leads to Slack's consent page; the browser comes back to this agent's page. */
export function AddToSlack({
  agent,
  installation,
  label = 'Add to Slack',
  size = 'md',
  look = 'primary',
}: {
  agent: string;
  /** this one again, and no other */
  installation?: string | undefined;
  label?: string;
  size?: 'sm' | 'md' | 'lg';
  look?: 'primary' | 'secondary';
}) {
  const { run, pending } = useSubmit(async () => {
    try {
      location.assign(await startInstall(agent, installation));
      // the button waits until the browser has left
      await new Promise((resolve) => setTimeout(resolve, 10_000));
    } catch (error) {
      toast.error(errorWords(error).message);
    }
  });
  return (
    <Button look={look} size={size} pending={pending} onClick={() => void run()}>
      {label}
    </Button>
  );
}
