/** The step in a `'step.field'`, or nothing. */
export const stepOf = (path: string): string => path.slice(0, Math.max(0, path.indexOf('.')));

/** The field in a `'step.field'`. It may hold dots itself. */
export const fieldOf = (path: string): string => path.slice(path.indexOf('.') + 1);
