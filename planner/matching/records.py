"""How a link is written, whatever its vocabulary."""

from __future__ import annotations

from planner.model import Candidate, Taxonomy

LINK_TAXONOMIES = tuple(str(t) for t in Taxonomy)


def candidate_record(candidate: Candidate) -> dict[str, object]:
    """A candidate as the command line writes it (design §7)."""
    skill, evidence = candidate.skill, candidate.evidence
    record: dict[str, object] = {
        "id": skill.skill_id,
        "code": skill.code,
        "label": skill.label,
        "taxonomy": str(skill.taxonomy),
    }
    if skill.layer is not None:
        record["layer"] = int(skill.layer)
    whole = evidence.start is None
    second = candidate.runner_up
    return record | {
        "score": candidate.score,
        "start": evidence.start,
        "end": evidence.end,
        "evidence": None if whole else evidence.text,
        "method": evidence.method,
        "runner_up": second
        and {"id": second.skill.skill_id, "label": second.skill.label, "score": second.score},
    }
