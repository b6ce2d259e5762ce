// Owns the control words of RTF that need no more than a list: what is no text, code pages, letters by name. Must not read a file.

/** Words whose group is no text of the document. */
export const NOWHERE = new Set(("fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator pict object objdata fldinst xmlnstbl themedata colorschememapping datastore latentstyles " +
  "footer footerl footerr footerf nonesttables annotation atnid atnauthor atndate revtbl filetbl pntext nonshppict shpinst bkmkstart bkmkend info author operator subject keywords doccomm company").split(" "));
/** Code pages by the numbers of character sets that fonts name. */
export const CODEPAGES: Record<number, number> = { 0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250 };
/** Words at the head that name a code page by the system that wrote the file. */
export const SYSTEMS: Record<string, number> = { mac: 10000, pc: 437, pca: 850 };
/** Letters that have a word. */
export const LETTERS: Record<string, string> = { tab: "\t", line: " ", emdash: "—", endash: "–", lquote: "‘", rquote: "’", ldblquote: "“", rdblquote: "”", bullet: "•", emspace: " ", enspace: " ", qmspace: " " };
