// Runs before the first paint, as a file of its own because the policy allows no inline script.
try {
  const theme = localStorage.getItem('belay.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // storage is closed to us: the system's choice stands
}
