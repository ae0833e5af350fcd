/** Books side by side, as many in a row as there is room for. */
import { css } from 'lit';

export const gridStyles = css`
  .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(9.5rem, 42%), 1fr)); gap: 2.5rem clamp(1.125rem, 2.4vw, 2rem); }
  .grid li { min-width: 0; }
`;
