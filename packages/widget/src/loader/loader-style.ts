/** The launcher and the place of the chat. Constructed, so that a strict policy of the page allows it. */
export const loaderStyle = [
  ':host{all:initial;position:fixed;z-index:2147483000;bottom:0;right:0}',
  'button,iframe{all:unset;position:fixed;bottom:20px;right:20px}',
  'button{width:56px;height:56px;border-radius:50%;background:var(--a);color:var(--o);display:grid;place-items:center;cursor:pointer;box-shadow:0 0 0 1px #fff3,0 4px 16px #0004}',
  'button:focus-visible{outline:3px solid var(--a);outline-offset:3px}',
  'svg{width:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}',
  'b{position:absolute;top:-4px;right:-4px;min-width:10px;padding:0 6px;border-radius:11px;background:#c22;color:#fff;font:700 13px/22px system-ui,sans-serif;text-align:center}',
  'iframe{bottom:88px;width:min(400px,100vw - 40px);height:min(680px,100dvh - 108px);border-radius:16px;box-shadow:0 0 0 1px #0002,0 12px 40px #0004;visibility:hidden}',
  '.open iframe{visibility:visible}',
  '.left *{right:auto;left:20px}',
  '.left b{left:auto;right:-4px}',
  '.none button{display:none}',
  '.none iframe{bottom:20px}',
  '@media(max-width:480px),(max-height:420px){.open iframe{inset:var(--t,0)0 auto;width:100%;height:var(--h,100dvh);border-radius:0}.open button{display:none}}',
  '@media(prefers-reduced-motion:no-preference){.open iframe{animation:i .12s}@keyframes i{from{opacity:0}}}',
  '@media print{:host{display:none}}',
].join('');
