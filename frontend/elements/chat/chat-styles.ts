/** The looks of what is said in a room, sent or on its way. */
import { css } from 'lit';

export const bubbleStyles = css`
  .text { width: fit-content; max-width: 100%; padding: 0.5rem 0.875rem; border-radius: 1.125rem; background: var(--sunken); line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere; }
  .own { margin-left: auto; }
  .own .text { margin-left: auto; background: var(--accent-soft); }
`;
