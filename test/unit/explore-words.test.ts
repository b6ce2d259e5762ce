// Owns the proof that the explorer has a word for every code that the server can give: none is printed as it stands in the database.
import { describe, expect, it } from "vitest";
import { RESPONSES } from "../../datasets/recommendations.js";
import { loadStates } from "../../datasets/states.js";
import { YEAR_ROLES } from "../../datasets/year-roles.js";
import { BASES, CANDIDATE_STEPS, CERTAINTIES, DOCUMENT_KINDS, ISSUE_KINDS, SECTION_ROLES, STATUSES, type IssueRecord, type Respondent } from "../../extractors/contracts.js";
import { REASONS } from "../../pipeline/explore/queue.js";
import { DECISIONS } from "../../pipeline/store/decisions.js";
import { W } from "../../reports/explorer/web/words.js";
import { CELLS } from "../../reports/gaps.js";
import { KIND_LABELS, STATUS_LABELS } from "../../reports/model.js";

const severities: Record<IssueRecord["severity"], true> = { error: true, warning: true, notice: true };
const sources: Record<Respondent["source"], true> = { footnote: true, body: true, author: true, state_under_review: true };

describe("the explorer's words", () => {
  it.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ["steps of the reader", CANDIDATE_STEPS, W.evidence.steps],
    ["kinds of documents", DOCUMENT_KINDS, KIND_LABELS],
    ["kinds of issues", ISSUE_KINDS, W.issueKinds],
    ["weights of issues", Object.keys(severities), W.severity],
    ["roles of sections", SECTION_ROLES, W.roles],
    ["sources of respondents", Object.keys(sources), W.respondentSources],
    ["statuses", [...STATUSES, ...CELLS], STATUS_LABELS],
    ["certainties", CERTAINTIES, W.certainty],
    ["what certainties mean", CERTAINTIES, W.certaintyMeans],
    ["whose word", BASES, W.basis],
    ["responses to recommendations", RESPONSES, W.response],
    ["membership", [...loadStates().map(({ status }) => status), "not_a_state"], W.membership],
    ["events of a year", [...YEAR_ROLES, "mentioned"], W.state.events],
    ["reasons of the queue", REASONS, W.review.reasons],
    ["what reasons mean", REASONS, W.review.reasonMeans],
    ["decisions", DECISIONS, W.review.decided],
  ])("name all %s, and no other", (_what, codes, words) => {
    for (const code of codes) expect(words[code]?.trim() ?? "", code).not.toBe("");
    expect(Object.keys(words).filter((code) => !codes.includes(code))).toEqual([]);
  });
});
