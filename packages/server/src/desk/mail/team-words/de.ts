import type { TeamWords } from './team-words.ts';

export const de: TeamWords = {
  anonymous: 'Anonymer Besucher',
  waits: {
    subject: '{agent}: {who} wartet auf einen Menschen (#{number})',
    text: '{who} hat bei {agent} nach einem Menschen gefragt und wartet. Noch hat niemand Gespräch #{number} übernommen.',
    since:
      '{who} hat bei {agent} nach einem Menschen gefragt und wartet seit {minutes} Minuten Arbeitszeit. Noch hat niemand Gespräch #{number} übernommen.',
    take: 'Hier übernehmen:',
  },
  untold: {
    subject: 'Ein Besucher von {agent} wartet auf einen Menschen',
    text: 'Gespräch #{number} wartet auf einen Menschen, und in Slack lässt es sich nicht melden. {why}',
  },
  troubles: {
    event_off: 'Das Ereignis ist ausgeschaltet. Bitte unter „Notification Events“ einschalten.',
    no_channel: 'Es ist kein Kanal gewählt. Bitte auf der Slack-Seite des Agenten einen wählen.',
    agent_paused: 'Der Agent ist angehalten. Bitte fortsetzen.',
    agent_private: 'Der Agent ist nicht öffentlich. Bitte auf „Public“ stellen.',
    not_connected:
      'Slack ist mit diesem Agenten nicht verbunden. Bitte verbinden: Was vorher gewählt war, bleibt erhalten.',
    revoked:
      'Die App wurde aus dem Workspace entfernt, oder ihr Token wurde widerrufen. Bitte wieder zu Slack hinzufügen: Kanäle und Threads bleiben erhalten.',
    missing_scope:
      'Der App fehlt bei Slack eine Berechtigung. Bitte Slack neu verbinden und alles erlauben, wonach gefragt wird, oder einen Admin des Workspace darum bitten.',
    not_authorised:
      'Slack nimmt die App nicht mehr an. Bitte Slack neu verbinden, mit einem Konto, das dort Apps installieren darf, oder einen Admin darum bitten.',
    needs_approval:
      'Die App wartet bei Slack auf eine Genehmigung. Ein Admin muss sie in Slack unter „Apps verwalten“ genehmigen.',
    not_in_channel:
      'Die App ist nicht in dem Kanal und darf dort nicht von außen schreiben. Bitte dort /invite und ihren Namen eingeben.',
    archived:
      'Der Kanal ist archiviert. Bitte in Slack wiederherstellen oder einen anderen wählen.',
    channel_gone:
      'Der Kanal wurde gelöscht oder ist jetzt privat, und die App ist nicht darin. Bitte einen anderen wählen.',
    message_gone: 'Die Nachricht wurde in Slack gelöscht.',
    restricted:
      'In dem Kanal darf die App nicht schreiben. Bitte in seinen Berechtigungen erlauben oder einen anderen wählen.',
    rate_limited: 'Slack nimmt gerade nicht mehr so viel an. Es geht von selbst weiter.',
    unreachable:
      'Slack ist gerade nicht erreichbar. Es wird von selbst weiter versucht; siehe status.slack.com.',
    unknown_outcome: 'Slack hat nicht gesagt, ob die Nachricht ankam. Bitte im Kanal nachsehen.',
    muted:
      'Die Karte dieses Gesprächs wurde zweimal gelöscht, deshalb hört ihr Kanal nichts mehr davon.',
    unfit: 'Slack hat die Nachricht nicht angenommen. Bitte melden.',
  },
  lost: {
    subject: 'Slack erfährt nichts mehr von {agents}',
    text: '{why}\n\nBis dahin steht in {team} nichts Neues über {agents}. Was inzwischen geschieht, wartet und ist im „Delivery log“ zu sehen.',
  },
  losses: {
    uninstalled: 'Die App wurde in Slack aus dem Workspace entfernt.',
    revoked: 'Das Bot-Token wurde in Slack widerrufen.',
    either: 'Die App wurde in Slack aus dem Workspace entfernt, oder ihr Token wurde widerrufen.',
    not_renewed: 'Slack erneuert das Token dieser App nicht mehr.',
    bad_credentials:
      'Slack erneuert das Token dieser App nicht mehr, weil ihre Client ID oder ihr Client Secret hier falsch ist.',
  },
  mends: {
    add: 'Bitte die App wieder zu Slack hinzufügen: Kanäle und Threads bleiben erhalten.',
    paste: 'Bitte die App dort neu installieren und ihr neues Bot-Token hier eintragen.',
    credentials:
      'Bitte unter „Settings → Slack“ berichtigen und die App dann wieder zu Slack hinzufügen.',
  },
};
