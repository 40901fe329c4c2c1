/** What the desk in Slack is made of, as far as permissions go. */
export type DeskFeature =
  | 'cards'
  | 'channel_picker'
  | 'create_channel'
  | 'linked_people'
  | 'thread_replies'
  | 'receipts'
  | 'files'
  | 'command'
  | 'group_mentions';

/** One bot scope that a feature of the desk uses (INS-2). No user token is asked for. */
export interface DeskScope {
  scope: string;
  feature: DeskFeature;
  gives: string;
  without: string;
}

/** Some features need several; a scope stands once for each feature that uses it. */
export const deskScopes: readonly DeskScope[] = [
  {
    scope: 'chat:write',
    feature: 'cards',
    gives: 'cards and replies are posted and kept up to date',
    without: 'nothing can be posted',
  },
  {
    scope: 'chat:write.public',
    feature: 'cards',
    gives: 'cards go to public channels that the bot is not in',
    without: 'the bot has to be in each channel that gets cards',
  },
  {
    scope: 'channels:read',
    feature: 'channel_picker',
    gives: 'public channels can be chosen',
    without: 'no channel can be chosen',
  },
  {
    scope: 'groups:read',
    feature: 'channel_picker',
    gives: 'private channels that the bot was invited to can be chosen',
    without: 'private channels can’t be chosen',
  },
  {
    scope: 'team:read',
    feature: 'channel_picker',
    gives: 'the workspace is shown by its name',
    without: 'Slack’s own token check tells the name',
  },
  {
    scope: 'channels:manage',
    feature: 'create_channel',
    gives: 'a channel can be created while choosing one',
    without: 'channels have to be created in Slack',
  },
  {
    scope: 'users:read',
    feature: 'linked_people',
    gives: 'guests and outsiders are told from members',
    without: 'nobody can take over from Slack',
  },
  {
    scope: 'users:read.email',
    feature: 'linked_people',
    gives: 'people are linked to their Slack accounts by e-mail',
    without: 'everybody links their account by hand',
  },
  {
    scope: 'channels:join',
    feature: 'thread_replies',
    gives: 'public channels are joined by themselves, so that replies come back',
    without: 'somebody has to invite the bot to each channel',
  },
  {
    scope: 'channels:history',
    feature: 'thread_replies',
    gives: 'replies in threads of public channels reach the visitor',
    without: 'replies typed in public channels are not received',
  },
  {
    scope: 'groups:history',
    feature: 'thread_replies',
    gives: 'replies in threads of private channels reach the visitor',
    without: 'replies typed in private channels are not received',
  },
  {
    scope: 'reactions:write',
    feature: 'receipts',
    gives: 'each line gets a mark that says what became of it',
    without: 'lines get no mark; private prompts still come',
  },
  {
    scope: 'files:read',
    feature: 'files',
    gives: 'files of the team reach the visitor',
    without: 'files of the team are held',
  },
  {
    scope: 'files:write',
    feature: 'files',
    gives: 'files of the visitor appear in the thread',
    without: 'files of the visitor are links',
  },
  {
    scope: 'commands',
    feature: 'command',
    gives: '/belay answers',
    without: 'there is no /belay',
  },
  {
    scope: 'usergroups:read',
    feature: 'group_mentions',
    gives: 'a user group can be chosen for reminders',
    without: 'reminders mention nobody',
  },
];

/** By feature: whether it works with what was granted, and what is missing. */
export function deskFeatures(
  granted: readonly string[],
): { feature: DeskFeature; isWhole: boolean; missing: DeskScope[] }[] {
  return [...new Set(deskScopes.map(({ feature }) => feature))].map((feature) => {
    const missing = deskScopes.filter(
      (each) => each.feature === feature && !granted.includes(each.scope),
    );
    return { feature, isWhole: missing.length === 0, missing };
  });
}
