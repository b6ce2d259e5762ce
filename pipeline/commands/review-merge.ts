// Owns `stocktake review merge`: two people's files of decisions into one, with their agreement and what they have to settle.
// Must not decide; pipeline/review/merge.ts compares.
import type { Command } from "commander";
import { CommandError, EXIT_CODES, type Io } from "./io.js";

interface Options {
  out: string;
  settle: string;
}

export function registerReviewMerge(review: Command, io: Io): void {
  review
    .command("merge")
    .description("Bring two people's decisions together: what both say goes into one file, what they differ on into a list to settle; with F1 and kappa.")
    .argument("<first>", "file of decisions: FILE.decisions.csv of stocktake explore, or a filled-in CSV of stocktake review export")
    .argument("<second>", "the other person's")
    .option("--out <file>", "decisions on which both agree, and those on what only one looked at; for stocktake review import", "merged.csv")
    .option("--settle <file>", "what they differ on, both rows of each; leave one of each pair and import it", "settle.csv")
    .addHelpText("after", `\nF1 compares what each holds to be true (accepted, changed, added) where both looked; kappa compares accept, reject and change on the\nclaims that both judged. A claim that one added in a paragraph in which the other decided something too is to be settled.\n\nExample:\n  stocktake review merge anna.decisions.csv ben.decisions.csv --out merged.csv --settle settle.csv\n${EXIT_CODES}`)
    .action(async (first: string, second: string, options: Options) => {
      const [{ existsSync }, { readJournal, journalText }, { mergeDecisions }, { writeFilesWhole }] = await Promise.all([import("node:fs"), import("../review/journal.js"), import("../review/merge.js"), import("../write-file.js")]);
      for (const file of [first, second]) if (!existsSync(file)) throw new CommandError(`${file}: no such file. Decisions made in stocktake explore lie beside the database, in FILE.decisions.csv.`);
      const { agreement, rows, settle } = mergeDecisions(await readJournal(first), await readJournal(second));
      const disputed = settle.flatMap(({ first: one, second: other }) => [one, other].flatMap((row) => (row === null ? [] : [row])));
      await writeFilesWhole(new Map([[options.out, () => Promise.resolve(journalText(rows))], [options.settle, () => Promise.resolve(journalText(disputed))]]), true);
      const figure = (value: number | null): string => (value === null ? "not defined" : value.toFixed(3));
      io.out([
        `Judged by both     ${agreement.both} claims, ${agreement.same} alike`,
        `Kappa              ${figure(agreement.kappa)} (accept, reject, change)`,
        `F1                 ${figure(agreement.f1)} (document, paragraph, State, measure); ${figure(agreement.f1Status)} with the status`,
        `Only one decided   ${agreement.onlyFirst} in ${first}, ${agreement.onlySecond} in ${second}`,
        `Merged             ${rows.length} decisions in ${options.out}`,
        `To settle          ${settle.length} in ${options.settle}`,
        "",
      ].join("\n"));
    });
}
