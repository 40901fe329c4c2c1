/** What somebody typed after `/belay`, or after the bot's name. */
export type DeskCommand =
  | { do: 'help' | 'status' | 'doctor' }
  /** by the conversation's number */
  | { do: 'take' | 'back'; number: number };

const words: Readonly<Record<string, DeskCommand['do']>> = {
  help: 'help',
  status: 'status',
  doctor: 'doctor',
  take: 'take',
  claim: 'take',
  back: 'back',
  handback: 'back',
};

/** What isn't understood is a question for help. Pure. */
export function parseCommand(text: string): DeskCommand {
  const [word = '', ...rest] = text.trim().toLowerCase().split(/\s+/u);
  const verb = Object.hasOwn(words, word) ? words[word] : undefined;
  if (verb === undefined) return { do: 'help' };
  if (verb !== 'take' && verb !== 'back') return { do: verb };
  // "take 42", "take #42"
  const digits = /^[#＃]?(\d{1,15})$/u.exec(rest.join('').normalize('NFKC'))?.[1];
  return digits === undefined ? { do: 'help' } : { do: verb, number: Number(digits) };
}
