// Owns how counts are said: "1 document", "2,000 documents". Not by toLocaleString: its first call loads the tables of all languages.
/** A whole number with commas. */
export const number = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");

/** @param noun in the singular; the plural takes an s, or is given */
export const counted = (value: number, noun: string, plural = `${noun}s`): string => `${number(value)} ${value === 1 ? noun : plural}`;
