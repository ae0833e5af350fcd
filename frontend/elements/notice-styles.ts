/** A coloured line that tells of something beside what it is about. */
import { css } from 'lit';

export const noticeStyles = css`
  .notice { padding: 0.75rem 1.125rem; border-radius: var(--round); background: var(--accent-soft); font-size: 0.9375rem; overflow-wrap: anywhere; }
  .notice.problem { border-left: 4px solid var(--low); background: var(--warning); }
  .notice.success { border-left: 4px solid var(--good); background: var(--success); }
`;
