// What the builder makes of `generator/plurals.py`.
export const ENDINGS: Record<string, string>;
