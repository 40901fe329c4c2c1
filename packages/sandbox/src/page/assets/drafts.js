// What one typed and did not send is there again after a change of page, in this tab.
const keyOf = (field) => `draft ${document.body.dataset.me} ${field.dataset.draft}`;

export function keepDrafts() {
  addEventListener('input', ({ target }) => {
    if (target.dataset.draft) sessionStorage.setItem(keyOf(target), target.value);
  });
  addEventListener('reset', ({ target }) => {
    for (const field of target.querySelectorAll('[data-draft]'))
      sessionStorage.removeItem(keyOf(field));
  });
  restoreDrafts();
}

export function restoreDrafts() {
  for (const field of document.querySelectorAll('[data-draft]'))
    if (field.value === '') field.value = sessionStorage.getItem(keyOf(field)) ?? '';
}
