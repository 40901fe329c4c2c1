/** What works or not by the permissions that Slack granted, as the server names it. */
const words: Readonly<Record<string, string>> = {
  cards: 'Cards in channels',
  channel_picker: 'Choosing channels',
  create_channel: 'Creating channels',
  linked_people: 'Knowing your team by e-mail',
  thread_replies: 'Replies from threads',
  receipts: 'Receipts on replies',
  files: 'Files both ways',
  command: 'The /belay command',
  group_mentions: 'Mentions of user groups',
};

export function featureWords(feature: string): string {
  return words[feature] ?? feature.replaceAll('_', ' ');
}
