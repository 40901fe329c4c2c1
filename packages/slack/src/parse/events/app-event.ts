import type { AppEvent } from '../event.ts';
import { defined, type Fields, fields, text, texts } from '../fields.ts';

/** What becomes of the installation itself. */
export function appEvent(event: Fields): AppEvent | undefined {
  switch (event.type) {
    case 'app_uninstalled':
      return { kind: 'app_uninstalled' };
    case 'tokens_revoked': {
      const tokens = fields(event.tokens);
      return { kind: 'tokens_revoked', users: texts(tokens.oauth), bots: texts(tokens.bot) };
    }
    case 'team_access_granted':
    case 'team_access_revoked':
      return {
        kind: 'team_access',
        granted: event.type === 'team_access_granted',
        teamIds: texts(event.team_ids),
      };
    case 'grid_migration_started':
    case 'grid_migration_finished':
      return defined({
        kind: 'grid_migration' as const,
        finished: event.type === 'grid_migration_finished',
        enterpriseId: text(event.enterprise_id),
      });
    default:
      return undefined;
  }
}
