/** What our buttons do; `open` and `link_me` only follow their address. */
export const cardActions = [
  'take',
  'open',
  'hand_back',
  'close',
  'release',
  'assign',
  'reopen',
  'send',
  'keep',
  'take_send',
  'send_leave',
  'steal',
  'reopen_send',
  'link_me',
  'go_away',
  'come_back',
] as const;
export type CardAction = (typeof cardActions)[number];

const prefix = 'belay_';

export function actionId(action: CardAction): string {
  return prefix + action;
}

/** Undefined for a button that is none of ours. */
export function cardAction(id: string): CardAction | undefined {
  return cardActions.find((action) => prefix + action === id);
}

/** What a button was made for: one whose moment is over is refused (DSK-8). */
export interface ButtonValue {
  conversation: string;
  epoch: number;
  claim: string | null;
  /** of a held line */
  line: string | null;
}

const shape = /^1\|([\w-]{1,100})\|(\d{1,15})\|([\w-]{0,100})\|([\w-]{0,100})$/;

/** Well below Slack's 2,000 characters; throws for ids that are none. */
export function buttonValue({ conversation, epoch, claim, line }: ButtonValue): string {
  const value = `1|${conversation}|${epoch}|${claim ?? ''}|${line ?? ''}`;
  if (!shape.test(value)) throw new TypeError('a button is made for ids only');
  return value;
}

/** Undefined for what no button of ours holds. */
export function parseButtonValue(value: string | undefined): ButtonValue | undefined {
  const [, conversation = '', epoch, claim, line] = shape.exec(value ?? '') ?? [];
  if (conversation === '') return undefined;
  return { conversation, epoch: Number(epoch), claim: claim || null, line: line || null };
}
