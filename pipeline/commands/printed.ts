// Owns lines for a person that are made of what others wrote: names of files, messages of systems. No escapes of a terminal get through.

/** A text without characters that a terminal would obey or not show; line breaks stay. */
export const printable = (text: string): string => text.replace(/[^\P{C}\n]/gu, "");

export const printed = (lines: readonly string[]): string => `${printable(lines.join("\n"))}\n`;
