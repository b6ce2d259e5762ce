// Owns the list of claims as it stands on several pages. Must not ask the server.
import type { Claim } from "../data";
import { W } from "../words";
import { Badge, MeasureLink, Source, StateLink } from "./common";

export function ClaimList({ claims, without, label }: { claims: readonly Claim[]; without?: readonly ("state" | "measure")[]; label: string }) {
  const hidden = new Set(without ?? []);
  return (
    <ul class="claims" aria-label={label}>{claims.map((claim) => (
      <li key={claim.claim_id} class="claim">
        <p class="what">{hidden.has("state") ? null : <><StateLink code={claim.state} /> · </>}{hidden.has("measure") ? null : <><MeasureLink code={claim.measure} /> · </>}<Badge look={claim.status} />{claim.certainty === "explicit" ? null : <span class="tag">{W.certainty[claim.certainty] ?? claim.certainty}</span>}{claim.basis === "self_reported" ? null : <span class="tag">{W.basis[claim.basis] ?? claim.basis}</span>}{claim.year === null ? null : <span class="soft"> {claim.year}</span>}</p>
        <blockquote>{claim.quote}</blockquote>
        <p class="where"><Source of={claim} /></p>
      </li>
    ))}</ul>
  );
}
