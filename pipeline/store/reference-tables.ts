// Owns the tables of the codebook, the States, the treaties and the versions: every column with its type and its comment.
// Must not touch DuckDB. A new column of theirs is added here and nowhere else.
import { column, optional, type Table } from "./shape.js";
import { measure, state } from "./shared-columns.js";

/** Written anew at each build. */
export const REFERENCE_TABLES: readonly Table[] = [
  {
    name: "measures",
    comment: "The codebook: measures in their categories.",
    scope: "reference",
    key: ["measure"],
    columns: [
      measure,
      column("position", "INTEGER", "Position in the codebook, from 1."),
      column("category", "VARCHAR", "Category as the codebook names it."),
      column("category_code", "VARCHAR", "First part of the code, for example treaty."),
      column("label", "VARCHAR", "Short label."),
      column("definition", "VARCHAR", "What counts."),
    ],
  },
  {
    name: "states",
    comment: "Member States, observer States, former Member States, and areas that are recognised and are not States.",
    scope: "reference",
    key: ["state"],
    columns: [
      state,
      column("name", "VARCHAR", "Short name as the United Nations writes it."),
      column("membership", "VARCHAR", "member, observer, former or not_a_state."),
      optional("region", "VARCHAR", "M49 region."),
      optional("subregion", "VARCHAR", "M49 sub-region."),
      optional("un_group", "VARCHAR", "United Nations regional group."),
      optional("ldc", "BOOLEAN", "Least developed country."),
      optional("lldc", "BOOLEAN", "Landlocked developing country."),
      optional("sids", "BOOLEAN", "Small island developing State."),
      optional("income", "VARCHAR", "World Bank income group."),
    ],
  },
  {
    name: "state_memberships",
    comment: "From when to when a State was a Member of the United Nations or an observer State. Two States have two periods.",
    scope: "reference",
    key: ["state", "member_from"],
    columns: [
      state,
      column("member_from", "VARCHAR", "Date of admission, or of becoming an observer (ISO 8601)."),
      optional("member_to", "VARCHAR", "First day on which it was no member (ISO 8601); null where membership continues."),
    ],
  },
  {
    name: "state_groupings",
    comment: "Membership of States in the groups that tables are made by; each State stands in one group of each grouping.",
    scope: "reference",
    key: ["grouping", "state"],
    columns: [
      column("grouping", "VARCHAR", "region, subregion, subregion_broad, un_group, ldc, lldc, sids or income."),
      state,
      column("group_name", "VARCHAR", "Name of the group."),
      column("position", "INTEGER", "Position of the group in tables, from 1."),
    ],
  },
  {
    name: "state_aliases",
    comment: "Names under which States and areas are recognised.",
    scope: "reference",
    key: ["alias", "state", "kind", "language", "used_from"],
    columns: [
      column("alias", "VARCHAR", "Name."),
      state,
      column("kind", "VARCHAR", "short, formal, inverted, former, variant, adjective, abbreviation, non_state, or none (holds a State's name and names none)."),
      column("language", "VARCHAR", "Language of the name, ISO 639-1."),
      column("safe", "BOOLEAN", "False where the name is never resolved by itself."),
      optional("used_from", "VARCHAR", "From when the name was in use (ISO 8601); null where unbounded."),
      optional("used_to", "VARCHAR", "Until when; null where it still is."),
    ],
  },
  {
    name: "treaty_actions",
    comment: "Who signed and who adhered to the treaties of the codebook, as the depositary had it on a day. A State without a row had done neither by then; later acts are not in it.",
    scope: "reference",
    key: ["measure", "state"],
    columns: [
      measure,
      state,
      optional("signed", "VARCHAR", "Day of signature (ISO 8601); null where there is none."),
      optional("adhered", "VARCHAR", "Day of deposit of ratification, acceptance, approval, accession or succession; null where there is none."),
      optional("act", "VARCHAR", "ratification, acceptance, approval, accession or succession; null without adherence."),
      column("as_of", "VARCHAR", "Day on which the depositary had it so."),
    ],
  },
  {
    name: "build_versions",
    comment: "Versions of everything that decides the content: two databases with the same versions and files hold the same rows.",
    scope: "reference",
    key: ["name"],
    columns: [column("name", "VARCHAR", "What the version is of."), column("version", "VARCHAR", "Version or hash.")],
  },
];
