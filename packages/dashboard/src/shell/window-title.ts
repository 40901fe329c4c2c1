let page = '';
let mark = 0;

/** Names the window after the page. */
export function setPageTitle(title: string): void {
  page = title;
  write();
}

/** A number in front of the title, seen while another tab is open: how many wait. 0: none. */
export function setTitleMark(count: number): void {
  mark = count;
  write();
}

/** The title without that number: what a page is called. */
export function withoutMark(title: string): string {
  return title.replace(/^\(\d+\) /, '');
}

function write(): void {
  const title = `${mark > 0 ? `(${mark}) ` : ''}${page ? `${page} · Belay` : 'Belay'}`;
  if (document.title !== title) document.title = title;
}
