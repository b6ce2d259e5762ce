// Owns a linear model over words: trained on paragraphs whose measures are known, it ranks measures for others.
// Must not make a claim: what it ranks are suggestions for a person. No clock and no chance in it: the same paragraphs give the same weights.

/** A paragraph and the measures that it is known to tell of; none is as telling as some. */
export interface Example {
  text: string;
  measures: readonly string[];
}

export interface Ranked {
  measure: string;
  /** Between 0 and 1; for ranking, not a chance of being right. */
  score: number;
}

/** Words and pairs of words share this many weights a measure; the few that fall together cost little. */
const BUCKETS = 1 << 16;
const ROUNDS = 5;
const RATE = 0.35;
/** Measures with fewer examples are not ranked: their weights would be those of a few documents. */
const FEWEST = 3;

export class WordModel {
  private constructor(readonly measures: readonly string[], private readonly weights: Float32Array, private readonly bias: Float32Array) {}

  /**
   * One logistic regression a measure, by gradient steps that shrink with use (AdaGrad), over all examples in a fixed mixed order.
   * @param pause called now and then, so that a server answers others meanwhile
   */
  static async train(examples: readonly Example[], pause: () => Promise<void> = () => Promise.resolve()): Promise<WordModel> {
    const counts = new Map<string, number>();
    for (const { measures } of examples) for (const measure of new Set(measures)) counts.set(measure, (counts.get(measure) ?? 0) + 1);
    const measures = [...counts].filter(([, count]) => count >= FEWEST).map(([measure]) => measure).sort();
    const number = new Map(measures.map((measure, index) => [measure, index]));
    const width = measures.length;
    const weights = new Float32Array(BUCKETS * width);
    const bias = new Float32Array(width).fill(-3);
    const used = new Float32Array(BUCKETS * width);
    const prepared = examples.map((example) => ({ words: bucketsOf(example.text), known: new Set(example.measures.flatMap((measure) => number.get(measure) ?? [])) }));
    const scores = new Float32Array(width);
    const step = stride(prepared.length);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let at = 0; at < prepared.length; at += 1) {
        // A step that shares no factor with the count goes through all, documents mixed.
        const example = prepared[(at * step + round) % prepared.length];
        if (example === undefined) continue;
        if (at % 250 === 249) await pause();
        score(example.words, weights, bias, scores);
        for (let label = 0; label < width; label += 1) {
          const error = (example.known.has(label) ? 1 : 0) - (scores[label] as number);
          // What is right already moves nothing: most measures of most paragraphs.
          if (Math.abs(error) < 0.02) continue;
          bias[label] = (bias[label] as number) + 0.02 * error;
          const slope = error / Math.sqrt(example.words.length + 1);
          for (const word of example.words) {
            const place = word * width + label;
            used[place] = (used[place] as number) + slope * slope;
            weights[place] = (weights[place] as number) + (RATE * slope) / Math.sqrt((used[place]) + 1e-6);
          }
        }
      }
    }
    return new WordModel(measures, weights, bias);
  }

  /** Measures of a paragraph, the likeliest first. @param most how many at most */
  rank(text: string, most: number): Ranked[] {
    if (this.measures.length === 0) return [];
    const scores = new Float32Array(this.measures.length);
    score(bucketsOf(text), this.weights, this.bias, scores);
    return this.measures.map((measure, index) => ({ measure, score: Math.round((scores[index] as number) * 1e4) / 1e4 })).sort((a, b) => b.score - a.score || (a.measure < b.measure ? -1 : 1)).slice(0, most);
  }
}

function score(words: Uint32Array, weights: Float32Array, bias: Float32Array, into: Float32Array): void {
  const width = into.length;
  const scale = 1 / Math.sqrt(words.length + 1);
  into.fill(0);
  for (const word of words) for (let label = 0, place = word * width; label < width; label += 1, place += 1) into[label] = (into[label] as number) + (weights[place] as number);
  for (let label = 0; label < width; label += 1) into[label] = 1 / (1 + Math.exp(-((bias[label] as number) + 4 * scale * (into[label] as number))));
}

/** Buckets of the words and the pairs of neighbours of a text, each once. */
function bucketsOf(text: string): Uint32Array {
  const found = new Set<number>();
  let before = "";
  for (const [word] of text.toLowerCase().matchAll(/[a-zà-ÿ]{2,}/g)) {
    const stem = word.length > 4 && word.endsWith("s") ? word.slice(0, -1) : word;
    found.add(hash(stem));
    if (before !== "") found.add(hash(`${before} ${stem}`));
    before = stem;
  }
  return Uint32Array.from(found);
}

/** FNV-1a, folded into the buckets. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value ^ (value >>> 16)) & (BUCKETS - 1);
}

function stride(count: number): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  let step = Math.max(1, Math.floor(count * 0.382));
  while (count > 1 && gcd(step, count) !== 1) step += 1;
  return step;
}
