// Owns the section that sets a report beside a framework: items by group, or one State item by item.
// Must not count or judge: reports/frameworks.ts and its SQL do.
import type { Framework } from "../../datasets/frameworks.js";
import { ITEM_LEVELS, ITEM_LEVEL_LABELS, appraiseStates, frameworkGapTable } from "../frameworks.js";
import { MARK_SIGNS, tablesOf, type ReportModel, type ReportSection, type TableRow } from "../model.js";
import type { QueryRunner } from "../query.js";
import type { Grouping } from "./base.js";
import { cell, column, list, row, text } from "./parts.js";

/** Adds the section before the method. */
export async function addFramework(model: ReportModel, database: QueryRunner, framework: Framework, question: { grouping: Grouping; documents: string[] | null; bases: string[]; state?: string }): Promise<void> {
  const section: ReportSection = { id: "framework", level: 1, title: `Beside a framework: ${framework.name}`, blocks: [] };
  section.blocks.push(text(`What documents report, set beside ${framework.source.title} (${framework.source.publisher}, ${framework.source.year}). It judges what is reported, not what States do; items that no measure of the codebook answers are not coded, which is no silence.`));
  const at = model.sections.findIndex((item) => item.id === "method");
  const after = at < 0 ? [] : model.sections.slice(at).flatMap((item) => item.blocks.flatMap((block) => (block.kind === "table" ? [block.table] : [])));
  // Tables are numbered as they are read: those that follow make room.
  const number = after[0]?.number ?? Math.max(0, ...tablesOf(model).map((table) => table.number)) + 1;
  for (const table of after) table.number += 1;
  const placeOf = new Map(framework.items.map((item) => [item.id, item.where ?? item.id]));
  const evidenceOf = new Map(model.claims.map((claim) => [claim.claimId, claim.evidence]));
  if (question.state !== undefined) {
    const appraisal = await appraiseStates(database, framework, { documents: question.documents, bases: question.bases, states: [question.state] });
    section.blocks.push({
      kind: "table",
      table: {
        id: "framework-table", role: "framework", number, caption: `${framework.name}: what is reported, item by item`, wide: true, notes: appraisal.items.some((one) => one.collective) ? [`${MARK_SIGNS.collective.sign} ${MARK_SIGNS.collective.meaning}`] : [],
        columns: [column("item", "Where it is asked", "text", 26), column("text", "What it asks", "text", 60), column("level", "Reported", "text", 22), column("parts", "Parts reported", "text", 12), column("source", "Source", "text", 40)],
        rows: appraisal.items.map((one): TableRow => {
          const evidence = [...new Set(one.evidence.flatMap((claim) => evidenceOf.get(claim.claimId) ?? []))];
          return row(one.item.id, [
            cell(placeOf.get(one.item.id) ?? one.item.id), cell(one.item.text), cell(ITEM_LEVEL_LABELS[one.reported ?? one.level], one.collective ? { marks: ["collective"] } : {}), cell(`${one.partsReported} of ${one.parts}`),
            cell([...new Set(one.evidence.map((claim) => `${claim.document}, para. ${claim.paragraph}`))].join("; ") || null, evidence.length > 0 ? { evidence } : {}),
          ]);
        }),
      },
    });
    if (appraisal.notCoded.length > 0) section.blocks.push(text("Not coded, because no measure of the codebook answers them:"), list(appraisal.notCoded.map((item) => `${placeOf.get(item.id) ?? item.id}: ${item.text}`)));
  } else {
    const table = await frameworkGapTable(database, framework, { grouping: question.grouping, documents: question.documents, bases: question.bases, names: false });
    section.blocks.push({
      kind: "table",
      table: {
        id: "framework-table", role: "framework", number, caption: `${framework.name}: respondents by item and group`, wide: true, notes: table.notes,
        columns: [column("item", "Where it is asked", "text", 26), column("text", "What it asks", "text", 50), column("group", "Group", "text", 20), column("respondents", "Respondents", "number", 12), ...ITEM_LEVELS.map((level) => column(level, ITEM_LEVEL_LABELS[level], "number", 11))],
        rows: table.rows.map((one) => row(`${one.item} ${one.group}`, [cell(placeOf.get(one.item) ?? one.item), cell(String(one["text"] ?? "")), cell(one.group, { ref: { group: one.group } }), cell(one.respondents), ...ITEM_LEVELS.map((level) => cell(one[level] as number))], one.group === "All States" ? "total" : "plain")),
      },
    });
  }
  model.sections.splice(at < 0 ? model.sections.length : at, 0, section);
}
