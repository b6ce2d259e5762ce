// Owns telling whether two documents are nearly the same text: a small sketch of each, and how much two sketches share.
// Pure. Must not decide which of two is kept, and must not look at symbols or file names.

/** Words in a shingle: long enough that set phrases of United Nations documents do not make strangers look alike. */
const WORDS = 5;
/** Hashes kept of a document. A document with fewer shingles is kept whole, and compared exactly. */
export const SKETCH_SIZE = 256;
/**
 * Two texts are nearly the same where they share this much of all their shingles. Measured on 114 documents: two copies of one web page,
 * one with paragraphs that the other lacks, share 0.48; of all other pairs with different symbols none shares more than 0.02.
 */
export const NEAR_SIMILARITY = 0.35;

export interface Sketch {
  /** Number of different shingles. */
  shingles: number;
  /** The smallest hashes, ascending, 8 hexadecimal digits each; at most SKETCH_SIZE. */
  hashes: string[];
}

/** FNV-1a over UTF-16 units, finished with the mixing step of MurmurHash3, as 32 bits. The same on every machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** Sketch of a document's text: bottom-k of its shingles (Broder 1997). Case, marks and spacing do not count. */
export function sketchOf(texts: readonly string[]): Sketch {
  const words = texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const found = new Set<number>();
  for (let i = 0; i + WORDS <= words.length; i++) found.add(hash(words.slice(i, i + WORDS).join(" ")));
  const smallest = [...found].sort((a, b) => a - b).slice(0, SKETCH_SIZE);
  return { shingles: found.size, hashes: smallest.map((value) => value.toString(16).padStart(8, "0")) };
}

export interface Likeness {
  /** Share of the shingles of both that both have (Jaccard), estimated from the sketches. */
  similarity: number;
  /** Share of the shorter one's shingles that the longer has. */
  contained: number;
  near: boolean;
}

/** How alike two sketches are. */
export function compareSketches(a: Sketch, b: Sketch): Likeness {
  const union = [...new Set([...a.hashes, ...b.hashes])].sort().slice(0, SKETCH_SIZE);
  const inA = new Set(a.hashes);
  const inB = new Set(b.hashes);
  const both = union.filter((value) => inA.has(value) && inB.has(value)).length;
  const similarity = union.length === 0 ? 0 : both / union.length;
  const [short, long] = a.shingles < b.shingles ? [a.shingles, b.shingles] : [b.shingles, a.shingles];
  const contained = short === 0 ? 0 : Math.min(1, (similarity / (1 + similarity)) * ((short + long) / short));
  return { similarity, contained, near: similarity >= NEAR_SIMILARITY };
}
