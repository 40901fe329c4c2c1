import type { Member } from '@belay/slack/parse/member';

/** Whom an installation belongs to. */
export interface Workspace {
  /** ids of the workspaces that it tells in */
  teams: readonly string[];
  enterpriseId: string | null;
}

/** Why somebody is no full member of a workspace. */
export type Outsider = 'guest' | 'stranger' | 'bot' | 'deactivated';

/**
 * Null for full members of the workspace, or of its enterprise (TKO-5). Whoever Slack Connect brings
 * has another team's account, whatever their address says.
 */
export function judgeMember(member: Member, { teams, enterpriseId }: Workspace): Outsider | null {
  if (member.isDeleted) return 'deactivated';
  if (member.isBot) return 'bot';
  const isOfTeam = member.teamId !== undefined && teams.includes(member.teamId);
  const isOfEnterprise = enterpriseId !== null && member.enterpriseId === enterpriseId;
  if (member.isStranger || !(isOfTeam || isOfEnterprise)) return 'stranger';
  return member.isGuest ? 'guest' : null;
}
