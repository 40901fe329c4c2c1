import { digest } from '@belay/connector/map/digest';
import { redactor } from '@belay/connector/redact/redactor';
import { type Experience, experience } from '@belay/contract/experience';
import { publicId } from '../../memory/ids.ts';
import type { TaughtAnswer } from './taught-answer.ts';

/** The key of the first version (KEY): at most 41 characters. */
export const answerKey = (message: string) => `desk:${message}`;

/** A version that stands: an edit makes the next one. */
export interface Version {
  /** uuid of the event */
  id: string;
  key: string;
  text: string;
}

const redact = redactor({ emails: true, phones: true });
/** The question is the heading of what is remembered: one line. */
const longestQuestion = 400;

/**
 * What an answer teaches: the visitor's question as a heading, the answer below it, both without
 * secrets, e-mail addresses, phone numbers and the visitor's name. Pure.
 */
export function answerText(answer: TaughtAnswer, question: string): string {
  const asked = redact(question).text.replaceAll(/\s+/gu, ' ').trim();
  const heading = [...asked].slice(0, longestQuestion).join('');
  const said = redact(withoutGreeting(answer.text, answer.visitor_name)).text.trim();
  return heading === '' ? said : `${heading}\n${said}`;
}

/** The text as an experience: the first of its message, or the next after a version that stands. */
export function answerExperience(
  answer: TaughtAnswer,
  text: string,
  scope: string,
  before: Version | undefined,
): Experience {
  const change = before && `m.${digest(`${before.key}\n${text}`, 10)}`;
  const superseded = before && publicId('evt', before.id);
  return experience.parse({
    content: { kind: 'text', text },
    context: {
      labels: [
        'desk:answer',
        `conversation:${publicId('cnv', answer.conversation)}`,
        `message:${publicId('msg', answer.id)}`,
        ...(change ? [`version:${change}`, `supersedes:${superseded}`] : []),
      ],
      observed_at: answer.created_at.toISOString(),
      ...(superseded ? { preceded_by: [superseded] } : {}),
    },
    idempotency_key: [answerKey(answer.id), ...(change ? [change] : [])].join(':'),
    modality: 'qa',
    ...(answer.actor === null ? {} : { observed_actor: answer.actor }),
    scope,
  });
}

/** "Hello Ann, …": the next visitor isn't Ann. */
function withoutGreeting(text: string, name: string | null): string {
  for (const each of [name, name?.split(/\s+/u)[0]]) {
    if (!each || each.length < 2) continue;
    const at = text.slice(0, 40 + each.length).indexOf(each);
    if (at === -1) continue;
    const [before, after] = [text.slice(0, at), text.slice(at + each.length)];
    const left = after.replace(/^[\s,!.:;–—-]+/u, '');
    const isGreeting = /^[\p{L}\s]{0,40}$/u.test(before) && /^[\s,!.:;–—-]/u.test(after);
    if (isGreeting && left !== '') return left;
  }
  return text;
}
