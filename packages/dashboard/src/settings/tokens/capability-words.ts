/** What a program may be given, in the order in which one thinks of it. */
export const capabilityChoices = [
  { name: 'scope.read.*', title: 'Read memory', text: 'Recall and list experiences' },
  { name: 'lifecycle.subscribe', title: 'Follow memory', text: 'Hear what happens, live' },
  { name: 'blob.read', title: 'Read files', text: 'Download what is attached' },
  { name: 'scope.write', title: 'Write memory', text: 'Capture experiences' },
  { name: 'blob.upload', title: 'Write files', text: 'Upload what is attached' },
  {
    name: 'scope.write.on_behalf_of',
    title: 'Write for others',
    text: 'Name somebody else as the one who said it',
  },
  { name: 'scope.create.*', title: 'Create scopes', text: 'Make and configure scopes' },
  { name: 'forget.cascade.*', title: 'Forget', text: 'Erase experiences for good' },
  { name: 'connectors.read', title: 'See connectors', text: 'Their state and figures' },
  { name: 'connectors.manage', title: 'Manage connectors', text: 'Add, change, pause, delete' },
  { name: 'desk.read', title: 'See the desk', text: 'Agents, conversations, visitors' },
  { name: 'desk.operate', title: 'Work at the desk', text: 'Take over, reply, hand back' },
  { name: 'desk.manage', title: 'Manage the desk', text: 'Agents, actions, webhooks, the model' },
  { name: 'audit.read', title: 'Read the audit log', text: 'Who did what' },
  { name: 'auth.mint', title: 'Make tokens', text: 'For others, with no more than its own' },
] as const;

/** What most programs need. */
export const usualCapabilities: readonly string[] = [
  'scope.read.*',
  'lifecycle.subscribe',
  'blob.read',
];
