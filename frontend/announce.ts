/** Tells screen readers what changed, through the page's one status region. */

export function announce(text: string): void {
  const region = document.getElementById('announcer');
  if (region) region.textContent = text;
}
