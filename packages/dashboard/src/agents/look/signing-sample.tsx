import { useState } from 'react';
import { CodeBlock } from './code-block.tsx';
import { identifyCall, signingSamples } from './signing-samples.ts';

/** How a server signs an identity, in the reader's language, and what the page does with it. */
export function SigningSample() {
  const [chosen, setChosen] = useState<(typeof signingSamples)[number]['key']>('node');
  const sample = signingSamples.find(({ key }) => key === chosen) ?? signingSamples[0];
  return (
    <div className="flex flex-col gap-2">
      <fieldset className="flex gap-1">
        <legend className="sr-only">Language of the sample</legend>
        {signingSamples.map(({ key, title }) => (
          <label
            key={key}
            className="rounded-md px-2.5 py-1 text-soft hover:bg-hover has-checked:bg-hover has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent-ink"
          >
            <input
              type="radio"
              name="sample"
              checked={key === chosen}
              onChange={() => setChosen(key)}
              className="sr-only"
            />
            {title}
          </label>
        ))}
      </fieldset>
      <CodeBlock code={sample.code} what="the sample" />
      <p className="text-sm text-soft">
        A statement holds for an hour at most, so make one with every page. The page hands it over:
      </p>
      <CodeBlock code={identifyCall} what="the call" />
    </div>
  );
}
