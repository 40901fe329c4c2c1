import type { TeamWords } from './team-words.ts';

export const es: TeamWords = {
  anonymous: 'Visitante anónimo',
  waits: {
    subject: '{agent}: {who} espera a una persona (#{number})',
    text: '{who} pidió a {agent} hablar con una persona y está esperando. Nadie ha tomado aún la conversación #{number}.',
    since:
      '{who} pidió a {agent} hablar con una persona y lleva esperando {minutes} min de horario laboral. Nadie ha tomado aún la conversación #{number}.',
    take: 'Atiéndela aquí:',
  },
  untold: {
    subject: 'Un visitante de {agent} espera a una persona',
    text: 'La conversación #{number} espera a una persona y no se puede avisar en Slack. {why}',
  },
  troubles: {
    event_off: 'El evento está desactivado. Actívalo en «Notification Events».',
    no_channel: 'No se ha elegido ningún canal. Elige uno en la página de Slack del agente.',
    agent_paused: 'El agente está en pausa. Reanúdalo.',
    agent_private: 'El agente no es público. Ponlo en «Public».',
    not_connected:
      'Slack no está conectado a este agente. Conéctalo: lo que se eligió antes se conserva.',
    revoked:
      'La aplicación se quitó del espacio de trabajo o se revocó su token. Añádela de nuevo a Slack: los canales y los hilos se conservan.',
    missing_scope:
      'A la aplicación le falta un permiso en Slack. Conecta Slack de nuevo y permite lo que se pide, o pídeselo a un administrador del espacio de trabajo.',
    not_authorised:
      'Slack ya no acepta la aplicación. Conecta Slack de nuevo con una cuenta que pueda instalar aplicaciones allí, o pídeselo a un administrador.',
    needs_approval:
      'La aplicación espera una aprobación en Slack. Un administrador tiene que aprobarla en «Administrar aplicaciones».',
    not_in_channel:
      'La aplicación no está en el canal y no puede escribir allí desde fuera. Escribe allí /invite y su nombre.',
    archived: 'El canal está archivado. Desarchívalo en Slack o elige otro.',
    channel_gone: 'El canal se eliminó o pasó a ser privado sin la aplicación. Elige otro.',
    message_gone: 'El mensaje se eliminó en Slack.',
    restricted:
      'El canal no deja escribir a la aplicación. Permítelo en los permisos del canal o elige otro.',
    rate_limited: 'Slack pide ir más despacio. Continúa por sí solo.',
    unreachable:
      'Ahora mismo no se puede acceder a Slack. Se vuelve a intentar automáticamente; consulta status.slack.com.',
    unknown_outcome: 'Slack no dijo si el mensaje llegó a publicarse. Mira en el canal.',
    muted:
      'La tarjeta de esta conversación se borró dos veces, así que su canal ya no recibe nada de ella.',
    unfit: 'Slack no aceptó el mensaje. Avísanos, por favor.',
  },
  lost: {
    subject: 'Slack ya no recibe nada de {agents}',
    text: '{why}\n\nHasta entonces no se publica nada de {agents} en {team}. Lo que ocurra mientras tanto queda en espera y aparece en «Delivery log».',
  },
  losses: {
    uninstalled: 'La aplicación se quitó del espacio de trabajo en Slack.',
    revoked: 'El token del bot se revocó en Slack.',
    either: 'La aplicación se quitó del espacio de trabajo en Slack, o se revocó su token.',
    not_renewed: 'Slack ya no renueva el token de esta aplicación.',
    bad_credentials:
      'Slack ya no renueva el token de esta aplicación, porque su Client ID o su Client Secret no es correcto aquí.',
  },
  mends: {
    add: 'Añade la aplicación de nuevo a Slack: los canales y los hilos se conservan.',
    paste: 'Instala allí la aplicación de nuevo y guarda aquí su nuevo token de bot.',
    credentials: 'Corrígelo en «Settings → Slack» y añade después la aplicación de nuevo a Slack.',
  },
};
