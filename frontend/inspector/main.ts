/** Starts the inspector's own page. The address says which entry is open, so that back, forward and reload work. */
import './elements/inspector-bar.ts';
import './elements/request-inspector.ts';

const inspector = getInspector();
const readAddress = () => /^#([\w=-]+)$/.exec(location.hash)?.[1] ?? '';

inspector.entryId = readAddress();
inspector.addEventListener('entry-change', () => {
  if (inspector.entryId === readAddress()) return;
  const address = inspector.entryId ? `#${inspector.entryId}` : location.pathname;
  // From one entry to the next is not a step worth going back to; from the list to an entry is.
  if (location.hash && inspector.entryId) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
});
addEventListener('popstate', () => {
  inspector.entryId = readAddress();
});

function getInspector() {
  const element = document.querySelector('request-inspector');
  if (element === null) throw new Error('index.html has no <request-inspector>.');
  return element;
}
