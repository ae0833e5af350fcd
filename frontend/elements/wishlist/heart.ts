/** The sign of what is saved for later: hollow, or full when the book is on the list. */
import { css, svg } from 'lit';

export const heart = svg`<path d="M12 19.5c-4.6-3.1-8-6.1-8-9.9 0-2.5 1.9-4.3 4.2-4.3 1.5 0 2.9.8 3.8 2.2.9-1.4 2.3-2.2 3.8-2.2 2.3 0 4.2 1.8 4.2 4.3 0 3.8-3.4 6.8-8 9.9Z" />`;

export const heartStyles = css`
  svg { width: 1.25rem; height: 1.25rem; fill: transparent; stroke: currentColor; stroke-width: 1.8; stroke-linejoin: round; transition: fill var(--quick); }
  .saved svg { fill: currentColor; }
`;
