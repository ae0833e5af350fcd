/** A page with a list on one side and a summary of it on the other; on phones below it. */
import { css } from 'lit';

export const summaryStyles = css`
  h1 { margin: clamp(1.5rem, 4vw, 2.5rem) 0 1.75rem; font-size: var(--text-title); }
  .columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem clamp(2rem, 5vw, 4.5rem); align-items: start; }
  aside { padding: 1.5rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); }
  @media (width >= 58rem) {
    .columns { grid-template-columns: minmax(0, 1fr) 21rem; }
    aside { position: sticky; top: 2rem; }
  }
  .quiet { max-width: 34rem; margin: clamp(3rem, 10vw, 6rem) auto; text-align: center; }
  .quiet h1 { margin: 1.75rem 0 0.75rem; }
  .quiet p { text-wrap: balance; }
  .quiet .button { margin-top: 1.75rem; }
`;
