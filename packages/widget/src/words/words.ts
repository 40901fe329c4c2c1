/** Everything that the chat says by itself, in one language. `{name}` stands for a parameter. */
export interface Words {
  // the frame
  chat: string;
  close: string;
  more: string;
  back: string;
  conversations: string;
  newConversation: string;
  noConversations: string;
  earlier: string;
  // who speaks
  you: string;
  assistant: string;
  machine: string;
  person: string;
  waitingFor: string;
  conversationEnded: string;
  // the composer
  write: string;
  toAssistant: string;
  toPerson: string;
  toQueue: string;
  send: string;
  attach: string;
  drop: string;
  talkToPerson: string;
  /** said in the visitor's name when they ask for a person before anything else */
  wantPerson: string;
  continueWithAssistant: string;
  // while waiting
  leaveMail: string;
  leaveMailWhy: string;
  yourMail: string;
  mailKept: string;
  mailWrong: string;
  // rating
  rateTitle: string;
  rateGood: string;
  rateBad: string;
  stars: string;
  rateComment: string;
  rateSend: string;
  rateNot: string;
  rate: string;
  endConversation: string;
  // form
  formTitle: string;
  formSend: string;
  formSkip: string;
  optional: string;
  required: string;
  // a message's fate
  sending: string;
  waitingForConnection: string;
  sent: string;
  seen: string;
  notSent: string;
  again: string;
  discard: string;
  edited: string;
  deleted: string;
  typing: string;
  thinking: string;
  sources: string;
  newMessages: string;
  fileTooLarge: string;
  fileRefused: string;
  fileFailed: string;
  filesOffline: string;
  remove: string;
  download: string;
  uploading: string;
  // troubles
  offline: string;
  away: string;
  slowDown: string;
  blocked: string;
  paused: string;
  gone: string;
  failed: string;
  // opening hours: {when} is a moment in the visitor's own zone
  opensAt: string;
  closedNow: string;
  today: string;
  tomorrow: string;
  on: string;
  // fixed lines
  lines: {
    escalated_open: string;
    escalated_closed: string;
    escalated_closed_unknown: string;
    joined: string;
    left: string;
    handed_back: string;
    waiting_again: string;
    waiting_again_closed: string;
    nobody_free: string;
    nobody_free_mail: string;
    continued_with_agent: string;
    closed: string;
    closed_idle: string;
    reopened: string;
    agent_unavailable: string;
    lead_received: string;
    assigned: string;
    action_done: string;
    action_failed: string;
    rated: string;
  };
}
