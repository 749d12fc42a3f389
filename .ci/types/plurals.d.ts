// What the builder makes of `generator/text/plurals.py`.
export const ENDINGS: Record<string, string>;
