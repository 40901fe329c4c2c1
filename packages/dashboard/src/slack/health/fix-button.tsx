import type { SlackProblem, SlackRemedy } from '@belay/contract/desk/slack-delivery';
import { toast } from 'sonner';
import { changeAgent } from '../../agents/data/agent-verbs.ts';
import { errorWords } from '../../api/error-words.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { AddToSlack } from '../connect/add-to-slack.tsx';
import { joinSlackChannel, replayParked, saveSlackSettings } from '../data/slack-verbs.ts';
import { slackEventWords } from '../events/event-words.ts';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { fieldOfChannel } from './field-of-channel.ts';

/** The one button that mends a problem. */
export function FixButton({
  fix,
  channel,
}: {
  fix: SlackRemedy;
  channel: SlackProblem['channel'];
}) {
  const { agent, view } = useSlackEditor();
  if (fix.do === 'reinstall')
    return <AddToSlack agent={agent} installation={view.installation?.id} size="sm" />;
  if (fix.do === 'choose_channel')
    return (
      <Button size="sm" onClick={() => show(fieldOfChannel(view.settings, channel?.id))}>
        Choose a channel
      </Button>
    );
  if (fix.do === 'enable_event') {
    const { title } = slackEventWords[fix.event];
    const { events } = view.settings;
    return (
      <VerbButton
        label={`Turn ${title} on`}
        run={async () => {
          // at once, and nothing of what is typed and not saved
          const on = { ...events, [fix.event]: { ...events[fix.event], enabled: true } };
          await saveSlackSettings(agent, view, { events: on }, () => false);
          return `${title} is on.`;
        }}
      />
    );
  }
  const verb = {
    join: {
      label: channel ? `Join #${channel.name}` : 'Join the channel',
      run: async () => {
        if (fix.do === 'join') await joinSlackChannel(agent, fix.channel);
        return 'Belay is in the channel. What waited goes out.';
      },
    },
    publish_agent: {
      label: 'Make the agent public',
      run: async () => {
        await changeAgent(agent, { public: true });
        return 'The agent is public.';
      },
    },
    resume_agent: {
      label: 'Resume the agent',
      run: async () => {
        await changeAgent(agent, { paused: false });
        return 'The agent answers again.';
      },
    },
    replay: {
      label: 'Replay',
      run: async () =>
        `${formatCount(await replayParked(agent, channel?.id), 'message')} will be sent again.`,
    },
  }[fix.do];
  return <VerbButton {...verb} />;
}

function VerbButton({ label, run }: { label: string; run(): Promise<string> }) {
  const { run: press, pending } = useSubmit(async () => {
    try {
      toast.success(await run());
    } catch (error) {
      toast.error(errorWords(error).message);
    }
  });
  return (
    <Button size="sm" pending={pending} onClick={() => void press()}>
      {label}
    </Button>
  );
}

/** Brings the field of that name into sight and the keyboard to it, or else the card. */
function show(name: string): void {
  const named = (tag: string) =>
    [...document.querySelectorAll<HTMLElement>(`main ${tag}`)].find(
      ({ textContent }) => textContent === name,
    );
  const label = named('label');
  const field =
    document.querySelector<HTMLElement>(`main [aria-label="${name}"]`) ??
    (label instanceof HTMLLabelElement ? document.getElementById(label.htmlFor) : undefined) ??
    named('h2');
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
