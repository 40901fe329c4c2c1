/** The part of Block Kit that our cards are made of, narrower than Slack's own types. */
export interface PlainText {
  type: 'plain_text';
  text: string;
  emoji: boolean;
}

/** Holds our own words and ids alone; `verbatim` keeps Slack from linking anything by itself. */
export interface Mrkdwn {
  type: 'mrkdwn';
  text: string;
  verbatim: true;
}

export type Leaf =
  | { type: 'text'; text: string; style?: { bold?: true; italic?: true; strike?: true } }
  | { type: 'link'; url: string; text: string }
  | { type: 'channel'; channel_id: string }
  | { type: 'usergroup'; usergroup_id: string }
  | { type: 'user'; user_id: string }
  | { type: 'date'; timestamp: number; format: string; fallback: string };

export interface RichPart {
  type: 'rich_text_section' | 'rich_text_quote';
  elements: Leaf[];
}

export interface Confirm {
  title: PlainText;
  text: PlainText;
  confirm: PlainText;
  deny: PlainText;
  style?: 'danger';
}

export interface Button {
  type: 'button';
  action_id: string;
  text: PlainText;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
  confirm?: Confirm;
}

export interface Select {
  type: 'static_select';
  action_id: string;
  placeholder: PlainText;
  options: { text: PlainText; value: string }[];
}

export interface Checkboxes {
  type: 'checkboxes';
  action_id: string;
  options: { text: PlainText; value: string }[];
}

export interface TextInput {
  type: 'plain_text_input';
  action_id: string;
  multiline: boolean;
  max_length: number;
}

export type Block =
  | { type: 'header'; text: PlainText }
  | { type: 'divider' }
  | { type: 'context'; elements: Mrkdwn[] }
  | { type: 'section'; text: Mrkdwn }
  | { type: 'rich_text'; elements: RichPart[] }
  | { type: 'actions'; elements: Button[] }
  | {
      type: 'input';
      block_id: string;
      label: PlainText;
      element: Select | Checkboxes | TextInput;
      hint?: PlainText;
      optional?: boolean;
    };

/** What a message is made of; `text` is what notifications and screen readers say. */
export interface CardMessage {
  text: string;
  blocks: Block[];
  unfurl_links: false;
  unfurl_media: false;
  /** readable by every app in the channel: nothing but an opaque key */
  metadata?: { event_type: MetadataKind; event_payload: { key: string } };
}

export type MetadataKind = 'belay_card' | 'belay_post' | 'belay_line';

export interface ModalView {
  type: 'modal';
  callback_id: string;
  private_metadata: string;
  title: PlainText;
  submit?: PlainText;
  close: PlainText;
  blocks: Block[];
}

export interface HomeView {
  type: 'home';
  blocks: Block[];
}
