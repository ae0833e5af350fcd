/** How #stop and #break leave the blocks they stand in. */

/** Ends the rendering; what was printed so far counts. */
export class StopSignal extends Error {}

/** Ends the innermost #foreach, or the rendering when there is none. */
export class BreakSignal extends Error {}

export const stopSignal = new StopSignal('#stop');
export const breakSignal = new BreakSignal('#break');
