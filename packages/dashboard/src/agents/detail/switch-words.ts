import type { AgentView } from '@belay/contract/desk/agent';
import { formatCount } from '../../ui/format-number.ts';

/** What somebody is about to do to an agent, and what of it they should know first. */
export type Switching = 'publish' | 'unpublish' | 'pause' | 'resume';

type Known = Pick<AgentView, 'name' | 'public' | 'paused' | 'trained' | 'conversations'>;

/** The question before it, with its consequence; null: nothing is at stake, it is done at once. */
export function switchWords(
  what: Switching,
  { name, public: isPublic, paused, trained, conversations }: Known,
): { title: string; text: string; action: string } | null {
  const withPeople = conversations.waiting + conversations.human;
  const goOn =
    withPeople > 0
      ? ` ${formatCount(withPeople, 'conversation')} with people ${withPeople === 1 ? 'goes' : 'go'} on to the end.`
      : '';
  const cut =
    conversations.agent > 0
      ? ` ${formatCount(conversations.agent, 'conversation')} with it ${conversations.agent === 1 ? 'is' : 'are'} cut off: visitors are told that it is away.`
      : '';
  switch (what) {
    case 'publish':
      return {
        title: `Publish ${name}`,
        text: trained
          ? `Anybody who opens a page with its widget can ask it, and reads answers from everything that it was taught.${paused ? ' It is paused: it begins to answer when you resume it.' : ''}`
          : `${name} has nothing to answer from yet: it will tell every visitor that it does not know.`,
        action: trained ? `Publish ${name}` : 'Publish it untrained',
      };
    case 'unpublish':
      return {
        title: `Make ${name} private`,
        text: `No new conversation begins from now on, nor anything that is told to your team.${cut}${goOn}`,
        action: 'Make it private',
      };
    case 'pause':
      return isPublic && conversations.agent > 0
        ? {
            title: `Pause ${name}`,
            text: `It falls silent at once and takes no new conversation.${cut}${goOn}`,
            action: `Pause ${name}`,
          }
        : null;
    case 'resume':
      return null;
  }
}

/** What the change is on the wire. */
export function switchChange(what: Switching): { public: boolean } | { paused: boolean } {
  if (what === 'publish' || what === 'unpublish') return { public: what === 'publish' };
  return { paused: what === 'pause' };
}

/** What was done, in words, and what takes it back. */
export function switchedWords(what: Switching, name: string): { done: string; undo: Switching } {
  return {
    publish: { done: `${name} is public.`, undo: 'unpublish' as const },
    unpublish: { done: `${name} is private.`, undo: 'publish' as const },
    pause: { done: `${name} is paused.`, undo: 'resume' as const },
    resume: { done: `${name} is no longer paused.`, undo: 'pause' as const },
  }[what];
}
