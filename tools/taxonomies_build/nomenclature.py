"""A38 sectors of the NAF rév. 2 (Insee)."""

from __future__ import annotations

# NAF rév. 2 divisions → A38 (Insee, nomenclature agrégée 2008): last division of each sector.
A38_LAST_DIVISION = (
    (3, "AZ"), (9, "BZ"), (12, "CA"), (15, "CB"), (18, "CC"), (19, "CD"), (20, "CE"), (21, "CF"),
    (23, "CG"), (25, "CH"), (26, "CI"), (27, "CJ"), (28, "CK"), (30, "CL"), (33, "CM"), (35, "DZ"),
    (39, "EZ"), (43, "FZ"), (47, "GZ"), (53, "HZ"), (56, "IZ"), (60, "JA"), (61, "JB"), (63, "JC"),
    (66, "KZ"), (68, "LZ"), (71, "MA"), (72, "MB"), (75, "MC"), (82, "NZ"), (84, "OZ"), (85, "PZ"),
    (86, "QA"), (88, "QB"), (93, "RZ"), (96, "SZ"), (98, "TZ"), (99, "UZ"),
)  # fmt: skip


def a38_of(naf_code: str) -> str:
    """A38 sector of a NAF code, by its division."""
    division = int(naf_code[:2])
    return next(sector for last, sector in A38_LAST_DIVISION if division <= last)
