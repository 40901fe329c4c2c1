import { describe, expect, it, test } from 'vitest';
import { csvBlocks } from './csv-blocks.ts';
import { htmlPage } from './html-page.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { plainBlocks } from './plain-blocks.ts';

const texts = (blocks: { text: string }[]) => blocks.map(({ text }) => text);

describe('[DSK-1] HTML', () => {
  it('[DSK-1] keeps what is said and drops what is around it', () => {
    const page = htmlPage(`<!doctype html><title> Ropes &amp; knots </title>
      <link rel="canonical" href="/ropes"><base href="/x/">
      <script>var a = '<p>no</p>'</script><style>p { color: red }</style>
      <header>Top</header><nav>Menu</nav><aside>Ad</aside>
      <div class="cookie-banner">We use cookies</div>
      <p>Short&nbsp;words <b>in</b> bold.<br>Next</p><pre>a {\n\tb\n}</pre>
      <ul><li>One</li><li>Two <a href="#two">2</a></li></ul>
      <table><tr><th>Size</th><td>10&nbsp;mm</td></tr><tr><td>Long</td><td><p>60 m</p></td></tr></table>
      <div hidden>hidden</div><p style="display:none">gone</p><p aria-hidden="true">icon</p>
      <noscript>Turn on scripts</noscript><button>Buy</button><footer>Foot</footer>`);
    expect(page).toMatchObject({ title: 'Ropes & knots', canonical: '/ropes', base: '/x/' });
    expect(texts(page.blocks)).toEqual([
      ...['Short words in bold. Next', 'a {\n  b\n}', 'One', 'Two 2'],
      ...['Size | 10 mm', 'Long | 60 m'],
    ]);
  });

  it('[DSK-1] reads the main part alone where there is one, and no runs of links', () => {
    const main = 'All that is said about ropes, their care and their age. '.repeat(4);
    const links = Array.from({ length: 9 }, (_, n) => `<li><a href="/${n}">Other ${n}</a></li>`);
    const page = htmlPage(
      `<div>Promo</div><main><h1>Ropes</h1><p>${main}</p><ul>${links.join('')}</ul></main>`,
    );
    expect(texts(page.blocks)).toEqual(['Ropes', main.trim()]);
    expect(page.links).toHaveLength(9);
  });

  it('[DSK-1] drops marks that say nothing', () => {
    const page = htmlPage('<h2>Care<a href="#care">¶</a></h2><p>|</p><p>Wash cold.</p><hr>—');
    expect(texts(page.blocks)).toEqual(['Care', 'Wash cold.']);
  });

  it('[DSK-1] ends whatever is nested, unclosed or broken', () => {
    expect(htmlPage(`${'<div>'.repeat(100_000)}deep`).blocks).toBeDefined();
    expect(texts(htmlPage('<p>a<p>b<li>c</ul></p><b>d').blocks)).toEqual(['a', 'b', 'c', 'd']);
    expect(htmlPage('<!doctype').blocks).toEqual([]);
    expect(texts(htmlPage('a\0b\u202ec').blocks)).toEqual(['abc']);
  });
});

test('[DSK-1] Markdown: headings, lists, links, code, front matter', () => {
  expect(
    markdownBlocks(
      '---\ntitle: x\n---\n# One #\nSome *text* with [a link](https://x.example) ![pic](p.png)\nand more.\n\nTwo\n---\n- a\n- **b**\n\n> said\n\n```\n# no heading\n```\n\n***\nend',
    ),
  ).toEqual([
    { kind: 'heading', level: 1, text: 'One' },
    { kind: 'text', text: 'Some *text* with a link\nand more.' },
    { kind: 'heading', level: 2, text: 'Two' },
    { kind: 'text', text: '- a' },
    { kind: 'text', text: '- b', tight: true },
    { kind: 'text', text: 'said' },
    { kind: 'text', text: '# no heading' },
    { kind: 'text', text: 'end' },
  ]);
});

test('[DSK-1] a text of brackets alone costs no more than its length', () => {
  expect(markdownBlocks('['.repeat(200_000))).toHaveLength(1);
  expect(markdownBlocks(`${'[a]('.repeat(50_000)}`)).toHaveLength(1);
});

test('[DSK-1] CSV: each row can be read alone', () => {
  expect(texts(csvBlocks('Name;Price\r\n"Rope; ""dry""";40\r\n;\r\nCord;\r\n'))).toEqual([
    'Name: Rope; "dry"; Price: 40',
    'Name: Cord',
  ]);
  expect(texts(csvBlocks('only,a,header'))).toEqual(['only; a; header']);
});

test('[DSK-1] plain text: paragraphs', () => {
  expect(texts(plainBlocks('one\nstill one\r\n\r\n\r\ntwo  \n \nthree\0'))).toEqual([
    'one\nstill one',
    'two',
    'three',
  ]);
});
