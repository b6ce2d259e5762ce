// Owns the codebook as SKOS in Turtle: categories, measures with their definitions, and the items of the frameworks that they meet.
// Must not judge what meets what; datasets/frameworks says it.
import { DataFactory, Writer } from "n3";
import type { Framework } from "../../datasets/frameworks.js";
import type { Codebook, MeasureRecord } from "../../datasets/measures.js";

const SKOS = "http://www.w3.org/2004/02/skos/core#";
const DCT = "http://purl.org/dc/terms/";
const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const OWL = "http://www.w3.org/2002/07/owl#";

/** Where the concepts are named when nobody has published the codebook at an address of their own. */
export const DEFAULT_BASE = "urn:x-stocktake:";

/**
 * The codebook in Turtle, the same bytes for the same codebook.
 * Categories are the top concepts, measures stand below them; each framework is a scheme of its own, whose items a measure is linked to by skos:relatedMatch
 * (the measure answers the item, or a part of it: it is neither the same nor broader).
 * @param base IRI that all names begin with; ends with "/", "#" or ":"
 */
export function codebookTurtle(codebook: Codebook, measures: readonly MeasureRecord[], frameworks: readonly Framework[], base = DEFAULT_BASE): Promise<string> {
  const namedNode = (value: string) => DataFactory.namedNode(value);
  const literal = (value: string, language?: string) => DataFactory.literal(value, language);
  const writer = new Writer({ prefixes: { skos: SKOS, dct: DCT, owl: OWL } });
  const name = (...parts: string[]) => namedNode(base + parts.map((part) => encodeURIComponent(part)).join(base.endsWith(":") ? ":" : "/"));
  const text = (value: string) => literal(value, "en");
  const add = (subject: ReturnType<typeof name>, predicate: string, object: ReturnType<typeof name> | ReturnType<typeof literal>): void => writer.addQuad(DataFactory.quad(subject, namedNode(predicate), object));

  const scheme = name("codebook");
  add(scheme, `${RDF}type`, namedNode(`${SKOS}ConceptScheme`));
  add(scheme, `${DCT}title`, text(`Measures against ${codebook.topic}`));
  add(scheme, `${DCT}description`, text(codebook.source));
  add(scheme, `${OWL}versionInfo`, literal(codebook.version));
  const categories = [...new Set(measures.map((measure) => measure.category))];
  const categoryName = (category: string) => name("category", (measures.find((measure) => measure.category === category)?.code ?? "").split(".")[0] as string);
  for (const category of categories) add(scheme, `${SKOS}hasTopConcept`, categoryName(category));
  for (const category of categories) {
    const concept = categoryName(category);
    add(concept, `${RDF}type`, namedNode(`${SKOS}Concept`));
    add(concept, `${SKOS}topConceptOf`, scheme);
    add(concept, `${SKOS}inScheme`, scheme);
    add(concept, `${SKOS}prefLabel`, text(category));
    for (const measure of measures) if (measure.category === category) add(concept, `${SKOS}narrower`, name("measure", measure.code));
  }

  const links = new Map<string, [framework: string, item: string][]>();
  for (const framework of frameworks) {
    for (const item of framework.items) for (const code of new Set(item.parts.flatMap((part) => part.measures))) links.set(code, [...(links.get(code) ?? []), [framework.id, item.id]]);
  }
  for (const measure of measures) {
    const concept = name("measure", measure.code);
    add(concept, `${RDF}type`, namedNode(`${SKOS}Concept`));
    add(concept, `${SKOS}inScheme`, scheme);
    add(concept, `${SKOS}notation`, literal(measure.code));
    add(concept, `${SKOS}prefLabel`, text(measure.label));
    if (measure.definition !== "") add(concept, `${SKOS}definition`, text(measure.definition));
    add(concept, `${SKOS}broader`, categoryName(measure.category));
    for (const [framework, item] of links.get(measure.code) ?? []) add(concept, `${SKOS}relatedMatch`, name("framework", framework, item));
  }

  for (const framework of frameworks) {
    const own = name("framework", framework.id);
    add(own, `${RDF}type`, namedNode(`${SKOS}ConceptScheme`));
    add(own, `${DCT}title`, text(framework.name));
    add(own, `${DCT}source`, text(`${framework.source.title} (${framework.source.publisher}, ${framework.source.year})`));
    for (const item of framework.items) add(own, `${SKOS}hasTopConcept`, name("framework", framework.id, item.id));
    for (const item of framework.items) {
      const concept = name("framework", framework.id, item.id);
      add(concept, `${RDF}type`, namedNode(`${SKOS}Concept`));
      add(concept, `${SKOS}topConceptOf`, own);
      add(concept, `${SKOS}inScheme`, own);
      add(concept, `${SKOS}notation`, literal(item.id));
      add(concept, `${SKOS}prefLabel`, text(item.text));
      add(concept, `${SKOS}scopeNote`, text(`${item.where}.${item.note === null ? "" : ` ${item.note}`}`));
    }
  }
  return new Promise((resolve, reject) => {
    writer.end((error: Error | null, result: string) => (error ? reject(error) : resolve(result)));
  });
}
