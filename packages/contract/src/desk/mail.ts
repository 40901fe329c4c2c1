import { z } from 'zod';
import { email } from './text.ts';

/** `GET /v1/mail`: whether Belay can write to visitors who have left. */
export interface MailState {
  configured: boolean;
  /** the address that letters come from */
  from: string | null;
  /** one sentence: that it works, or what to do */
  sentence: string;
  waiting: number;
  last_sent_at: string | null;
  last_failure: { at: string; reason: string } | null;
}

/** `POST /v1/mail/test`: one letter, sent at once. */
export const testMailBody = z.strictObject({ to: email });
export interface MailTest {
  sent: boolean;
  /** what the mail server said, in words */
  outcome: string;
}
