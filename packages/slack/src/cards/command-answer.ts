import type { Block } from './block.ts';
import type { CardLanguage } from './card-model.ts';
import { fallback, literal, oneLine } from './literal.ts';
import { context, mrkdwn, rich, section } from './parts.ts';
import { filled } from './phrase.ts';
import { type Words, wordsOf } from './words/words.ts';

/** What `/belay …` is answered with. */
export type CommandAnswer =
  | { kind: 'help' }
  | { kind: 'status'; waiting: number; mine: number }
  /** of a conversation by its number; visitor: their name, null: anonymous */
  | { kind: 'done'; number: number; visitor: string | null }
  | { kind: 'no_number'; number: number }
  | { kind: 'refused'; why: string }
  | { kind: 'unlinked' }
  | { kind: 'doctor'; problems: readonly { what: string; remedy: string }[] };

/** The body of an answer to a slash command; only who typed it sees it. */
export interface CommandBody {
  response_type: 'ephemeral';
  text: string;
  blocks: Block[];
}

export function commandAnswer(language: CardLanguage, answer: CommandAnswer): CommandBody {
  const say = wordsOf(language);
  const text = sentence(answer, say);
  const problems = answer.kind === 'doctor' ? answer.problems.slice(0, 20) : [];
  return {
    response_type: 'ephemeral',
    text,
    blocks: [
      { type: 'section', text: mrkdwn(text) },
      ...problems.flatMap(({ what, remedy }) =>
        rich(section([[literal(oneLine(what, 300))], [literal(oneLine(remedy, 300))]])),
      ),
      ...(answer.kind === 'help' ? [] : context([helpLine(say)])),
    ],
  };
}

function sentence(answer: CommandAnswer, say: Words): string {
  switch (answer.kind) {
    case 'help':
      return helpLine(say);
    case 'status':
      return filled(say.command.status, { waiting: answer.waiting, mine: answer.mine });
    case 'done':
      return filled(say.command.done, {
        what: fallback(`#${answer.number}, ${answer.visitor ?? say.anonymous}`, 300),
      });
    case 'no_number':
      return filled(say.command.no_number, { n: answer.number });
    case 'refused':
      return filled(say.command.refused, { why: fallback(answer.why, 500) });
    case 'unlinked':
      return say.held.unlinked;
    case 'doctor':
      return answer.problems.length === 0
        ? say.command.doctor_well
        : filled(say.command.doctor_bad, { n: answer.problems.length });
  }
}

function helpLine(say: Words): string {
  const code = (command: string) => `\`/belay ${command}\``;
  return filled(say.command.help, {
    status: code('status'),
    take: code('take 42'),
    back: code('back 42'),
    doctor: code('doctor'),
  });
}
