import { useState } from 'preact/hooks';

/** A person's picture; their name stands beside it. One that doesn't load leaves no hole. */
export function Face({ picture }: { picture: string | null | undefined }) {
  const [broken, setBroken] = useState('');
  if (!picture || picture === broken) return null;
  return <img class="face" src={picture} alt="" onError={() => setBroken(picture)} />;
}
