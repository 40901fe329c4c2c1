import { z } from 'zod';

/** Somebody of a workspace and who they are here (TKO-5). */
export interface SlackPersonView {
  installation_id: string;
  user_id: string;
  name: string;
  team: string;
  person: { id: string; name: string } | null;
  how: 'email' | 'hand' | null;
  /** why they can't be linked, in words */
  refused: string | null;
}
/** `POST /v1/slack/link/look` and `POST /v1/slack/link`: by the one-time address that Slack showed. */
export const slackLinkBody = z.strictObject({ token: z.string().max(200) });
/** `POST /v1/slack/people/unlink`: one's own account, or anybody's by who manages the desk. */
export const slackUnlinkBody = z.strictObject({
  installation_id: z.string().max(60),
  user_id: z.string().max(60),
});
export interface SlackLinkPreview {
  slack: { user_id: string; name: string; team: string };
  /** who would be linked: the caller */
  person: { id: string; name: string };
  /** another account that this person is linked to there, and which it would replace */
  replaces: string | null;
}

/** `PUT /v1/desk/availability`: an unavailable operator is not offered and not mentioned. */
export const availabilityBody = z.strictObject({ available: z.boolean() });
export interface Availability {
  available: boolean;
}
