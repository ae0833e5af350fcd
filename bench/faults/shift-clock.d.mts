export function shiftClock(file: string): void;
