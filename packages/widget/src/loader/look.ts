/** What `/widget/look/{agent}.js` tells: how the launcher looks. */
export interface Look {
  accent: string;
  side: string;
  theme: string;
  languages: string[];
  name: string;
}

/** Loaded as a module: a page whose policy allows our scripts allows it. Rejects for an unknown agent. */
export async function loadLook(base: string, agent: string): Promise<Look> {
  const { default: look } = (await import(/* @vite-ignore */ `${base}/look/${agent}.js`)) as {
    default: Look;
  };
  return look;
}
