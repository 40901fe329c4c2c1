/** One bot scope that reading uses: what it gives, and what is missing without it. */
export interface BotScope {
  scope: string;
  gives: string;
  without: string;
  /**
   * `needed`: nothing can be read without it; `data`: what is captured without it lacks something
   * for good; `comfort`: a person has to do something instead; `spare`: only elsewhere than at Slack.
   */
  weight: 'needed' | 'data' | 'comfort' | 'spare';
}

/** The least that an app asks for to read a workspace; the order is that of the manifest. */
export const botScopes: readonly BotScope[] = [
  {
    scope: 'channels:read',
    gives: 'the list of public channels',
    without: 'no channel can be found',
    weight: 'needed',
  },
  {
    scope: 'channels:history',
    gives: 'messages, threads, reactions and file names of public channels',
    without: 'no public channel can be read',
    weight: 'needed',
  },
  {
    scope: 'channels:join',
    gives: 'public channels are joined by themselves',
    without: 'somebody has to invite the bot to each channel',
    weight: 'comfort',
  },
  {
    scope: 'groups:read',
    gives: 'the private channels that the bot was invited to',
    without: 'private channels can’t be found',
    weight: 'comfort',
  },
  {
    scope: 'groups:history',
    gives: 'messages of those private channels',
    without: 'private channels can’t be read',
    weight: 'comfort',
  },
  {
    scope: 'users:read',
    gives: 'the names of authors and of people who are mentioned',
    without: 'authors and mentions stay ids',
    weight: 'data',
  },
  {
    scope: 'users:read.email',
    gives: 'e-mail addresses as actors: user:ada@example.com',
    without: 'actors are Slack ids, also later for what is captured now',
    weight: 'data',
  },
  {
    scope: 'files:read',
    gives: 'the bytes of shared files',
    without: 'files are left out',
    weight: 'data',
  },
  {
    scope: 'reactions:read',
    gives: 'who reacted, where Slack cuts the list short, and reactions as events',
    without: 'long lists of reactions are known by their count only',
    weight: 'data',
  },
  {
    scope: 'usergroups:read',
    gives: 'the names of user groups in texts',
    without: 'mentions of groups stay ids',
    weight: 'data',
  },
  {
    scope: 'team:read',
    gives: 'the workspace’s domain where the token check doesn’t tell it',
    without: 'Slack’s own token check tells the domain',
    weight: 'spare',
  },
];
