import { createTransport } from 'nodemailer';
import type { Config } from '../../config/read-config.ts';

export interface Letter {
  /** uuid: names the message for ever */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** uuids of letters before it, the oldest first */
  thread: string[];
}

export type HandOver =
  | { state: 'sent' }
  /** `permanent`: another try won't help */
  | { state: 'refused'; permanent: boolean; reason: string };

const waitMs = 15_000;

/**
 * Hands one letter to the mail server that the environment names: local ones are fine. Whatever goes
 * wrong is an outcome. Sent twice, it bears the same Message-ID.
 */
export async function handOver(
  smtp: NonNullable<Config['smtp']>,
  letter: Letter,
  { signal, timeoutMs = waitMs }: { signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<HandOver> {
  const transport = createTransport({
    url: smtp.url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: 2 * timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^\s<>@]+)>?$/.exec(smtp.from)?.[1] ?? 'belay.invalid';
  const messageId = (id: string) => `<${id}@${domain}>`;
  const last = letter.thread.at(-1);
  const stop = () => transport.close();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await transport.sendMail({
      from: smtp.from,
      to: { name: '', address: letter.to },
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      messageId: messageId(letter.id),
      ...(last === undefined ? {} : { inReplyTo: messageId(last) }),
      ...(last === undefined ? {} : { references: letter.thread.map(messageId) }),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
    return { state: 'sent' };
  } catch (error) {
    return refusal(error);
  } finally {
    signal?.removeEventListener('abort', stop);
    transport.close();
  }
}

const ours: Record<string, string> = {
  EAUTH: 'The mail server refuses the user or password in BELAY_SMTP_URL.',
  ENOAUTH: 'The mail server wants a user and password in BELAY_SMTP_URL.',
  EDNS: 'The mail server in BELAY_SMTP_URL is not known under its name.',
  ECONNECTION: 'The mail server takes no connections, or broke one off.',
  ESOCKET: 'The mail server takes no connections, or broke one off.',
  ETIMEDOUT: 'The mail server didn’t answer in time.',
  ETLS: 'No encrypted connection to the mail server came about.',
};

function refusal(error: unknown): HandOver {
  const { code, responseCode, response } = (error ?? {}) as {
    code?: string;
    responseCode?: number;
    response?: string;
  };
  const isOfLetter = code === 'EENVELOPE' || code === 'EMESSAGE';
  const said = typeof response === 'string' ? `It said: ${oneLine(response)}` : '';
  if (isOfLetter && responseCode !== undefined)
    return {
      state: 'refused',
      permanent: responseCode >= 500,
      reason: `The mail server ${responseCode >= 500 ? 'refused the letter' : 'can’t take the letter now'}. ${said}`,
    };
  if (isOfLetter)
    return { state: 'refused', permanent: true, reason: 'The letter’s addresses can’t be used.' };
  const reason = ours[code ?? ''] ?? 'The letter could not be handed over.';
  return { state: 'refused', permanent: false, reason: said ? `${reason} ${said}` : reason };
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .slice(0, 200)
    .toWellFormed();
}
