import type { TeamWords } from './team-words.ts';

export const ja: TeamWords = {
  anonymous: '匿名の訪問者',
  waits: {
    subject: '{agent}：{who} 様が担当者をお待ちです（#{number}）',
    text: '{who} 様が {agent} で担当者との会話を希望し、お待ちです。会話 #{number} はまだ誰も引き継いでいません。',
    since:
      '{who} 様が {agent} で担当者との会話を希望し、営業時間にして {minutes} 分お待ちです。会話 #{number} はまだ誰も引き継いでいません。',
    take: '引き継ぐにはこちら：',
  },
  untold: {
    subject: '{agent} の訪問者が担当者をお待ちです',
    text: '会話 #{number} が担当者を待っていますが、Slack に通知できません。{why}',
  },
  troubles: {
    event_off: 'イベントがオフになっています。「Notification Events」でオンにしてください。',
    no_channel: 'チャンネルが選ばれていません。エージェントの Slack ページで選んでください。',
    agent_paused: 'エージェントは一時停止中です。再開してください。',
    agent_private: 'エージェントは公開されていません。「Public」に変更してください。',
    not_connected:
      'このエージェントは Slack に接続されていません。接続してください。以前の設定は残っています。',
    revoked:
      'アプリがワークスペースから削除されたか、トークンが取り消されました。もう一度 Slack に追加してください。チャンネルの設定とスレッドは残ります。',
    missing_scope:
      'Slack でアプリの権限が不足しています。もう一度 Slack に接続して求められた権限を許可するか、ワークスペースの管理者に依頼してください。',
    not_authorised:
      'Slack がアプリを受け付けなくなりました。アプリをインストールできるアカウントで接続し直すか、管理者に依頼してください。',
    needs_approval:
      'アプリは Slack で承認待ちです。管理者に「アプリ管理」での承認を依頼してください。',
    not_in_channel:
      'アプリがチャンネルに参加しておらず、外からは投稿できません。チャンネルで /invite とアプリ名を入力してください。',
    archived:
      'チャンネルはアーカイブされています。Slack でアーカイブを解除するか、別のチャンネルを選んでください。',
    channel_gone:
      'チャンネルが削除されたか、アプリが参加していないまま非公開になりました。別のチャンネルを選んでください。',
    message_gone: 'メッセージが Slack で削除されました。',
    restricted:
      'チャンネルではアプリの投稿が許可されていません。投稿の権限を変更するか、別のチャンネルを選んでください。',
    rate_limited: 'Slack から送信を控えるよう求められています。自動的に再開します。',
    unreachable:
      '現在 Slack に接続できません。自動的に再試行します。status.slack.com をご確認ください。',
    unknown_outcome:
      'メッセージが投稿されたかどうか、Slack から返答がありませんでした。チャンネルをご確認ください。',
    muted: 'この会話のカードが 2 回削除されたため、チャンネルには通知されません。',
    unfit: 'Slack がメッセージを受け付けませんでした。お手数ですがご報告ください。',
  },
  lost: {
    subject: '{agents} の通知が Slack に届かなくなりました',
    text: '{why}\n\nそれまでの間、{team} には {agents} について何も投稿されません。その間の出来事は保留され、「Delivery log」で確認できます。',
  },
  losses: {
    uninstalled: 'Slack でアプリがワークスペースから削除されました。',
    revoked: 'Slack でボットトークンが取り消されました。',
    either: 'Slack でアプリがワークスペースから削除されたか、トークンが取り消されました。',
    not_renewed: 'Slack でこのアプリのトークンが更新されなくなりました。',
    bad_credentials:
      'アプリの Client ID または Client Secret の登録が正しくないため、Slack でトークンが更新されなくなりました。',
  },
  mends: {
    add: 'アプリをもう一度 Slack に追加してください。チャンネルの設定とスレッドは残ります。',
    paste:
      'Slack でアプリをもう一度インストールし、新しいボットトークンをこちらに登録してください。',
    credentials: '「Settings → Slack」で修正し、アプリをもう一度 Slack に追加してください。',
  },
};
